/**
 * `npm run build:wordpress` joins the plugin's own script with each of the two scripts of `dist`: the one with the button, and
 * the one with the button and the list. Then it packs the plugin into a zip for WordPress's "Upload Plugin". No file that it
 * makes is committed. `integrations/wordpress/contents.json` says what is in the zip. `integrations/wordpress/pack.php` reads
 * it, too, and makes the same zip from the published package, without Node.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const folder = 'integrations/wordpress';
const plugin = join(folder, 'junction-connect');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
/**
 * The files of the plugin. `plugin` is a list of its own files. `copied` has the files that come from the package. `joined` has
 * the scripts that consist of a file of the plugin and a file of the package.
 *
 * @type {{ plugin: string[], copied: Record<string, string>, joined: Record<string, [string, string]> }}
 */
const contents = JSON.parse(readFileSync(join(folder, 'contents.json'), 'utf8'));

// WordPress reads the version from these files of the plugin.
for (const [file, line] of [
  ['junction-connect.php', ` * Version:           ${version}\n`],
  ['junction-connect.php', `const VERSION     = '${version}';\n`],
  ['readme.txt', `Stable tag: ${version}\n`],
]) {
  if (!readFileSync(join(plugin, file), 'utf8').includes(line))
    throw new Error(`${file} lacks the version ${version} of package.json: run node scripts/write-version.mjs`);
}

for (const [to, from] of Object.entries(contents.copied)) writeFileSync(join(plugin, to), readFileSync(from));

// `site.js` is in both scripts, because optimization plugins may load scripts late or in another order. Without it, the elements
// would have neither an endpoint nor a nonce.
for (const [to, [ownScript, script]] of Object.entries(contents.joined)) {
  const parts = [join(plugin, ownScript), script].map((name) => readFileSync(name, 'utf8'));
  writeFileSync(join(plugin, to), parts.join('\n'));
}

const files = [...contents.plugin, ...Object.keys(contents.copied), ...Object.keys(contents.joined)].sort();
// The fixed date makes the zip the same for the same files.
const zip = zipSync(
  Object.fromEntries(files.map((name) => [`junction-connect/${name}`, readFileSync(join(plugin, name))])),
  { mtime: new Date(2026, 0, 1) },
);
writeFileSync(join(folder, 'junction-connect.zip'), zip);
