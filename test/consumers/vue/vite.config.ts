import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    // Otherwise Vue looks for a component of this name, and warns.
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'junction-connect' } } }),
  ],
});
