import process from 'node:process';

/** The path of the site at its host. It has a slash at both ends. `DOCS_BASE=docs` means `/docs/`. */
export const base = `/${process.env.DOCS_BASE ?? ''}/`.replace(/\/+/g, '/');
