/** Writes the version of `package.json` into the other files that contain it. `npm run release:version` runs this. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const read = (file) => readFileSync(new URL(file, root), 'utf8');
const { version } = JSON.parse(read('package.json'));
const plugin = 'integrations/wordpress/junction-connect';

/** The version in each address of the script at jsDelivr, and in each name of the tarball. */
const pinnedVersion = /(?<=\/npm\/junction-connect@)[\w.+-]+|(?<=junction-connect-)\d[\w.+-]*(?=\.tgz)/g;

/** The files with examples that contain the version. */
const examples = [
  'README.md',
  ...readdirSync(new URL('docs', root), { recursive: true })
    .filter((file) => String(file).endsWith('.md'))
    .map((file) => `docs/${file}`),
  'integrations/wordpress/pack.php',
  'test/consumers/plain/index.html',
].filter((file) => read(file).search(pinnedVersion) >= 0);

for (const [file, pattern] of [
  ['src/element/version.ts', /(?<=export const version = ')[^']+/],
  [`${plugin}/junction-connect.php`, /(?<=^ \* Version: +)\S+/m],
  [`${plugin}/junction-connect.php`, /(?<=^const VERSION +=\s')[^']+/m],
  [`${plugin}/readme.txt`, /(?<=^Stable tag: )\S+/m],
  ...examples.map((file) => [file, pinnedVersion]),
]) {
  const before = read(file);
  if (before.search(pattern) < 0) throw new Error(`${file} has no line with a version that matches ${pattern}`);
  writeFileSync(new URL(file, root), before.replace(pattern, version));
}
