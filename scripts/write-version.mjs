/** Writes the version of `package.json` into the other files that contain it. `npm run release:version` runs this. */
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
  if (!pattern.test(before)) throw new Error(`${file} has no line with a version that matches ${pattern}`);
  writeFileSync(new URL(file, root), before.replace(pattern, version));
}
