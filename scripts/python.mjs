/**
 * Finds Python with the packages of the program in Python that the documents show. As root on Debian, it installs what is missing.
 */
import { spawnSync } from 'node:child_process';
import { installPackages, isDebian } from './debian.mjs';

const packages = 'python3-fastapi python3-httpx uvicorn';

/** The Python that Debian's packages are for. Another one may come before it in the `PATH`. */
const debianPython = '/usr/bin/python3';

/** @returns {import('./python.mjs').Python} the path of Python, or in `missing` what was not found. */
export function findPython() {
  const found = ['python3', debianPython].find((python) => {
    const { status } = spawnSync(python, ['-c', 'import fastapi, httpx, uvicorn'], { stdio: 'ignore' });
    return status === 0;
  });
  const help = isDebian ? ` (apt-get install ${packages}, as root)` : '';
  return found ? { python: found } : { python: 'python3', missing: `Python with fastapi, httpx and uvicorn${help}` };
}

/** Returns what was found. As root on Debian, it first installs what is missing. */
export function providePython() {
  const found = findPython();
  if (!found.missing) return found;
  installPackages([packages]);
  return findPython();
}
