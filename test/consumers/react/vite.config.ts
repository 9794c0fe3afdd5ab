import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    rollupOptions: {
      input: [
        'index.html',
        'tag.html',
        'server-rendered.html',
        'server-rendered-tag.html',
        'trust.html',
        'bindings.html',
      ],
    },
  },
});
