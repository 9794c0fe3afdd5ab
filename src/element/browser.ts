import type { Platform } from '../link/platform.js';

/** The globals of the browser that shows this page. On a server, most of them are missing. */
export const browser: Platform = globalThis;
