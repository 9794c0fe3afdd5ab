/**
 * Finds what a WordPress of one's own is made of, and installs it where that is the custom: as root on Debian.
 * `node scripts/wordpress.mjs` says what there is.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installPackages, isDebian } from './debian.mjs';

/** The database's server alone: nothing that starts with the system. */
const packages = 'wordpress mariadb-server-core mariadb-client-core php-cli php-mysql';

/** WordPress takes whichever of its own themes there is; the names change from one Debian to the next. */
const theme = 'wordpress-theme-twentytwentythree';

/**
 * @typedef {object} WordPress
 * @property {string} root Its files.
 * @property {string} php
 * @property {string} mariadbd The database's server.
 * @property {string} installDatabase What makes an empty database.
 * @property {string} [missing] What is not there.
 */

/** @returns {WordPress} with what is missing, if something is. */
export function findWordPress() {
  const root = process.env.WORDPRESS_PATH ?? '/usr/share/wordpress';
  const programs = {
    php: find('php'),
    mariadbd: find('mariadbd'),
    installDatabase: find('mariadb-install-db'),
  };
  const lacking = Object.entries(programs).filter(([, path]) => !path);
  const missing = [
    !existsSync(join(root, 'wp-load.php')) && `WordPress in ${root}`,
    !hasTheme(root) && 'a theme of WordPress’s own (Twenty …)',
    ...lacking.map(([name]) => name),
    programs.php && !hasDatabase(programs.php) && 'mysqli of PHP',
  ].filter(Boolean);
  return { root, ...programs, ...(missing.length > 0 && { missing: missing.join(', ') }) };
}

/** Finds it, and before that installs it where that is possible. */
export function provideWordPress() {
  const found = findWordPress();
  if (!found.missing) return found;
  installPackages([packages, theme]);
  return findWordPress();
}

/** @param {WordPress} wordPress @returns {string} where it was found, or how to get it. */
export function describeWordPress({ root, missing }) {
  if (!missing) return root;
  const help = isDebian ? `: apt-get install ${packages} ${theme} (as root)` : '';
  return `not there: ${missing}${help}`;
}

const hasTheme = (root) => {
  const themes = join(root, 'wp-content/themes');
  return existsSync(themes) && readdirSync(themes).some((name) => name.startsWith('twenty'));
};

const hasDatabase = (php) => spawnSync(php, ['-r', 'exit(extension_loaded("mysqli") ? 0 : 1);']).status === 0;

/** Servers are where only root looks for programs. */
const find = (program) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
    .map((directory) => join(directory, program))
    .find(existsSync);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wordPress = provideWordPress();
  console.log(`WordPress: ${describeWordPress(wordPress)}`);
  if (process.env.CI && wordPress.missing) process.exitCode = 1;
}
