/**
 * Builds the documentation site: the documents, the demo in the folder `demo`, and `llms.txt`. `npm run docs:site` runs this
 * after a build. The site asks no other host, and any static server can serve it. `DOCS_BASE=/path/` is for a site below a path.
 *
 * Usage: `node scripts/docs/build-site.mjs [OUT_DIR]`. Without a folder, it is `docs/.vitepress/dist`.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { base } from '../../docs/.vitepress/base.mjs';
import { buildDemo } from './build-demo.mjs';
import { llmsText } from './llms-text.mjs';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const folder = resolve(process.argv[2] ?? join(docs, '.vitepress/dist'));

await build(docs, { outDir: folder });
await buildDemo(join(folder, 'demo'), '..');
writeFileSync(join(folder, 'llms.txt'), llmsText(base));
