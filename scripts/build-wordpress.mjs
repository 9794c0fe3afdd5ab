/**
 * `npm run build:wordpress` joins the plugin's own script with each of the two scripts of `dist`: the one with the button, and
 * the one with the button and the list. Then it packs the plugin into a zip for WordPress's "Upload Plugin". No file that it
 * makes is committed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const folder = 'integrations/wordpress';
const plugin = join(folder, 'junction-connect');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

// WordPress reads the version from these files of the plugin.
for (const [file, line] of [
  ['junction-connect.php', ` * Version:           ${version}\n`],
  ['junction-connect.php', `const VERSION     = '${version}';\n`],
  ['readme.txt', `Stable tag: ${version}\n`],
]) {
  if (!readFileSync(join(plugin, file), 'utf8').includes(line))
    throw new Error(`${file} lacks the version ${version} of package.json: run node scripts/write-version.mjs`);
}

// `site.js` is in both files, because optimization plugins may load scripts late or in another order. Without it, the elements
// would have neither an endpoint nor a nonce.
const scripts = [
  ['dist/standalone.js', 'junction-connect/assets/junction-connect.js'],
  ['dist/connections.js', 'junction-connect/assets/junction-connections.js'],
].map(([from, to]) => {
  const parts = [join(plugin, 'assets/site.js'), from].map((name) => readFileSync(name, 'utf8'));
  writeFileSync(join(folder, to), parts.join('\n'));
  return to;
});

const copied = [
  // The script with the list contains all packages of the other one, too.
  ['dist/THIRD-PARTY-NOTICES.connections.txt', 'junction-connect/assets/THIRD-PARTY-NOTICES.txt'],
  ['LICENSE', 'junction-connect/LICENSE'],
].map(([from, to]) => {
  cpSync(from, join(folder, to));
  return to;
});

/** Returns the plugin's files that git knows. Without git it returns all files in the folder. */
function pluginFiles() {
  const git = spawnSync('git', ['ls-files', '-z', 'junction-connect'], { cwd: folder, encoding: 'utf8' });
  if (git.status === 0 && git.stdout) return git.stdout.split('\0').filter(Boolean);
  return readdirSync(plugin, { recursive: true }).map((name) => join('junction-connect', String(name)));
}

const files = [...new Set([...pluginFiles(), ...scripts, ...copied])]
  .filter((name) => statSync(join(folder, name)).isFile())
  .sort();
// The fixed date makes the zip the same for the same files.
const zip = zipSync(Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))])), {
  mtime: new Date(2026, 0, 1),
});
writeFileSync(join(folder, 'junction-connect.zip'), zip);
