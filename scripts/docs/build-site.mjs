/**
 * Builds the documentation site into `docs/.vitepress/dist`: the documents, the demo in the folder `demo`, and `llms.txt`.
 * `npm run docs:site` runs this after a build. The site asks no other host, and any static server can serve it.
 * `DOCS_BASE=/path/` is for a site below a path.
 */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { buildDemo } from './build-demo.mjs';
import { llmsText } from './llms-text.mjs';

const docs = new URL('../../docs/', import.meta.url);
const site = new URL('.vitepress/dist/', docs);

await build(fileURLToPath(docs));
await buildDemo(fileURLToPath(new URL('demo/', site)));
writeFileSync(new URL('llms.txt', site), llmsText(process.env.DOCS_BASE || '/'));
