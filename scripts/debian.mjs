/** Installs what is missing where that is the custom: as root on Debian. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** Milliseconds that a step of it may take. */
const patience = 300_000;

export const isDebian = existsSync('/etc/debian_version');

/**
 * @param {string[]} lists Names of packages, separated by spaces. Each list is installed by itself: a name that is not
 *   known fails all that is asked for with it.
 */
export function installPackages(lists) {
  if (!isDebian || process.getuid?.() !== 0) return;
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', process.stderr.fd, process.stderr.fd],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: patience,
    });
  apt('update');
  for (const list of lists) apt('install', '--yes', '--no-install-recommends', ...list.split(' '));
}
