import { fileURLToPath } from 'node:url';

/** The path of the project's root. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
