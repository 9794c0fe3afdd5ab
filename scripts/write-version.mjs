/** Writes the version of `package.json` into the other files that contain it. `npm run release:version` runs this. */
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const read = (file) => readFileSync(new URL(file, root), 'utf8');
const { version } = JSON.parse(read('package.json'));
const plugin = 'integrations/wordpress/junction-connect';

/** The version in each address of the script at jsDelivr. */
const pinnedVersion = /(?<=\/npm\/junction-connect@)[\w.+-]+/g;

/** The version in each name of the tarball. */
const tarballVersion = /(?<=junction-connect-)\d[\w.+-]*(?=\.tgz)/g;

for (const [file, pattern] of [
  ['src/element/version.ts', /(?<=export const version = ')[^']+/],
  [`${plugin}/junction-connect.php`, /(?<=^ \* Version: +)\S+/m],
  [`${plugin}/junction-connect.php`, /(?<=^const VERSION +=\s')[^']+/m],
  [`${plugin}/readme.txt`, /(?<=^Stable tag: )\S+/m],
  ['integrations/wordpress/pack.php', tarballVersion],
  ['docs/builders/wordpress.md', tarballVersion],
  ...[
    'README.md',
    'docs/content-security-policy.md',
    'docs/frameworks/html.md',
    'docs/words.md',
    'test/consumers/plain/index.html',
  ].map((file) => [file, pinnedVersion]),
]) {
  const before = read(file);
  if (before.search(pattern) < 0) throw new Error(`${file} has no line with a version that matches ${pattern}`);
  writeFileSync(new URL(file, root), before.replace(pattern, version));
}
