/**
 * `npm run build:wordpress`: puts the standalone script, after the plugin's own, into the WordPress plugin, and the
 * plugin into a zip for WordPress's "Upload Plugin". Both are made of `dist`, and neither is committed.
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

// WordPress reads it from the plugin's own files.
for (const [file, line] of [
  ['junction-connect.php', ` * Version:           ${version}\n`],
  ['junction-connect.php', `const VERSION     = '${version}';\n`],
  ['readme.txt', `Stable tag: ${version}\n`],
]) {
  if (!readFileSync(join(plugin, file), 'utf8').includes(line)) throw new Error(`${file} is not of version ${version}`);
}

// One script: the element never comes without what guards it, whatever a site's tools for speed do to scripts.
const script = 'junction-connect/assets/junction-connect.js';
const parts = [join(plugin, 'assets/site.js'), 'dist/standalone.js'].map((name) => readFileSync(name, 'utf8'));
writeFileSync(join(folder, script), parts.join('\n'));

const copied = [
  ['dist/THIRD-PARTY-NOTICES.standalone.txt', 'junction-connect/assets/THIRD-PARTY-NOTICES.txt'],
  ['LICENSE', 'junction-connect/LICENSE'],
].map(([from, to]) => {
  cpSync(from, join(folder, to));
  return to;
});

/** What is committed, and not whatever lies there; without git there is no telling. */
function ownFiles() {
  const git = spawnSync('git', ['ls-files', '-z', 'junction-connect'], { cwd: folder, encoding: 'utf8' });
  if (git.status === 0 && git.stdout) return git.stdout.split('\0').filter(Boolean);
  return readdirSync(plugin, { recursive: true }).map((name) => join('junction-connect', String(name)));
}

const files = [...new Set([...ownFiles(), script, ...copied])]
  .filter((name) => statSync(join(folder, name)).isFile())
  .sort();
// The zip of the same files is the same, whenever it is made.
const zip = zipSync(Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))])), {
  mtime: new Date(2026, 0, 1),
});
writeFileSync(join(folder, 'junction-connect.zip'), zip);
