/** Writes the version of `package.json` wherever else it is told: the last step of `npm run release:version`. */
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const read = (file) => readFileSync(new URL(file, root), 'utf8');
const { version } = JSON.parse(read('package.json'));
const plugin = 'integrations/wordpress/junction-connect';

for (const [file, pattern] of [
  ['src/element/version.ts', /(?<=export const version = ')[^']+/],
  [`${plugin}/junction-connect.php`, /(?<=^ \* Version: +)\S+/m],
  [`${plugin}/junction-connect.php`, /(?<=^const VERSION +=\s')[^']+/m],
  [`${plugin}/readme.txt`, /(?<=^Stable tag: )\S+/m],
]) {
  const before = read(file);
  if (!pattern.test(before)) throw new Error(`${file} has no version to write`);
  writeFileSync(new URL(file, root), before.replace(pattern, version));
}
