/**
 * Finds WordPress and the programs that it needs. As root on Debian, it installs them if something is missing.
 * `node scripts/wordpress.mjs` prints what was found.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installPackages, isDebian } from './debian.mjs';
import { findProgram } from './find-program.mjs';

/** The Debian packages. The "core" packages of MariaDB do not start a server with the system. */
const packages = 'wordpress mariadb-server-core mariadb-client-core php-cli php-mysql php-zip';

/** The package of a default theme. Any default theme will do. Which ones exist depends on the release of Debian. */
const theme = 'wordpress-theme-twentytwentythree';

/**
 * @typedef {object} WordPress
 * @property {string} root The folder of WordPress's files.
 * @property {string} php The path of PHP.
 * @property {string} mariadbd The path of the database server.
 * @property {string} installDatabase The path of the program that makes an empty database.
 * @property {string} [missing] The names of what was not found.
 */

/** @returns {WordPress} the paths, or in `missing` what was not found. */
export function findWordPress() {
  const root = process.env.WORDPRESS_PATH ?? '/usr/share/wordpress';
  const programs = {
    php: findProgram('php'),
    mariadbd: findProgram('mariadbd'),
    installDatabase: findProgram('mariadb-install-db'),
  };
  const missingPrograms = Object.entries(programs).filter(([, path]) => !path);
  const missing = [
    !existsSync(join(root, 'wp-load.php')) && `WordPress in ${root}`,
    !hasTheme(root) && 'a default theme of WordPress (Twenty …)',
    ...missingPrograms.map(([name]) => name),
    ...(programs.php ? missingExtensions(programs.php) : []).map((name) => `the PHP extension ${name}`),
  ].filter(Boolean);
  return { root, ...programs, ...(missing.length > 0 && { missing: missing.join(', ') }) };
}

/** Returns what was found. As root on Debian, it first installs what is missing. */
export function provideWordPress() {
  const found = findWordPress();
  if (!found.missing) return found;
  installPackages([packages, theme]);
  return findWordPress();
}

/** @param {WordPress} wordPress @returns {string} its folder, or what is missing and how to install it. */
export function describeWordPress({ root, missing }) {
  if (!missing) return root;
  const help = isDebian ? `: apt-get install ${packages} ${theme} (as root)` : '';
  return `not found: ${missing}${help}`;
}

const hasTheme = (root) => {
  const themes = join(root, 'wp-content/themes');
  return existsSync(themes) && readdirSync(themes).some((name) => name.startsWith('twenty'));
};

/** The PHP extensions that WordPress and the tests need. `pack.php` needs zip. */
const extensions = ['mysqli', 'zip'];

const missingExtensions = (php) => {
  const loaded = spawnSync(php, ['-m'], { encoding: 'utf8' }).stdout.split('\n');
  return extensions.filter((name) => !loaded.includes(name));
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wordPress = provideWordPress();
  console.log(`WordPress: ${describeWordPress(wordPress)}`);
  if (process.env.CI && wordPress.missing) process.exitCode = 1;
}
