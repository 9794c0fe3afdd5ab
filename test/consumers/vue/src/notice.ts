import { ref } from 'vue';

/** The text that the app shows to the person. */
export const notice = ref('');
