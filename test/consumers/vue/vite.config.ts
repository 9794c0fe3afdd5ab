import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    // Otherwise Vue looks for components of these names, and warns.
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('junction-') } } }),
  ],
});
