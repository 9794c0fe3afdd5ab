import { defineConfig } from 'astro/config';

// The test serves the folder of the app, so that the pages of the other libraries find their scripts in it.
export default defineConfig({ base: '/dist', build: { format: 'file' }, devToolbar: { enabled: false } });
