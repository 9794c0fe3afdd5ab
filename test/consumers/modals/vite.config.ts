import { defineConfig } from 'vite';

/** The package has a file of its own, so that `focus-calls.js` can tell its calls from those of a library. */
const chunkOf = (id: string) => (id.includes('/node_modules/junction-connect/') ? 'junction-connect' : undefined);

export default defineConfig({
  esbuild: { jsx: 'automatic' },
  build: {
    minify: false,
    reportCompressedSize: false,
    rollupOptions: {
      output: { manualChunks: chunkOf },
      // Thousands of files of the libraries begin with "use client".
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
});
