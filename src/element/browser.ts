import type { Platform } from '../link/platform.js';

/** The browser that shows this page. On a server, most of it is missing. */
export const browser: Platform = globalThis;
