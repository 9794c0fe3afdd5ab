/** Writes the version of `package.json` where the element tells its own: the last step of `npm run release:version`. */
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../src/element/version.ts', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const before = readFileSync(file, 'utf8');
const pattern = /(?<=export const version = ')[^']+/;
if (!pattern.test(before)) throw new Error(`${file.pathname} has no version to write`);
writeFileSync(file, before.replace(pattern, version));
