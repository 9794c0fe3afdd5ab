import { ref } from 'vue';

/** What the app tells the person. */
export const notice = ref('');
