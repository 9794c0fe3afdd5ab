/** Installs Debian packages. It does something only as root on Debian. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** The limit for one run of `apt-get`. */
const aptTimeoutMs = 300_000;

export const isDebian = existsSync('/etc/debian_version');

/**
 * Installs packages, as root on Debian. Elsewhere it does nothing.
 *
 * @param {string[]} lists Names of packages, separated by spaces. `apt-get` runs once for each list: if it does not know
 *   one of the names, it installs nothing of that list.
 */
export function installPackages(lists) {
  if (!isDebian || process.getuid?.() !== 0) return;
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', process.stderr.fd, process.stderr.fd],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: aptTimeoutMs,
    });
  apt('update');
  for (const list of lists) apt('install', '--yes', '--no-install-recommends', ...list.split(' '));
}
