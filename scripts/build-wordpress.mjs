/**
 * `npm run build:wordpress`: puts the standalone script into the WordPress plugin, and the plugin into a zip for
 * WordPress's "Upload Plugin". Both are made of `dist`, and neither is committed.
 */
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { zipSync } from 'fflate';

process.chdir(new URL('..', import.meta.url).pathname);
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

cpSync('dist/standalone.js', join(plugin, 'assets/junction-connect.js'));
cpSync('dist/THIRD-PARTY-NOTICES.standalone.txt', join(plugin, 'assets/THIRD-PARTY-NOTICES.txt'));
cpSync('LICENSE', join(plugin, 'LICENSE'));

const files = readdirSync(plugin, { recursive: true })
  .map((name) => join('junction-connect', String(name)))
  .filter((name) => statSync(join(folder, name)).isFile());
const zip = zipSync(Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))])));
writeFileSync(join(folder, 'junction-connect.zip'), zip);
