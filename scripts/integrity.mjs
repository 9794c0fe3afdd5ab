/**
 * A rollup plugin that writes `dist/integrity.json`: the addresses of the classic scripts in one version, and their hashes
 * (Subresource Integrity). With both, a page accepts only this version. The documentation and the code of the demo use the
 * file. jsDelivr serves the published file unchanged if the address has the version and the whole path.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** @param {string} version The version of the package. */
export const integrity = (version) => ({
  name: 'integrity',
  writeBundle({ file }, bundle) {
    const [{ code }] = Object.values(bundle).filter(({ type }) => type === 'chunk');
    const folder = file.includes('/languages/') ? 'languages/' : '';
    const path = `${folder}${basename(file)}`;
    const pinned = {
      url: `https://cdn.jsdelivr.net/npm/junction-connect@${version}/dist/${path}`,
      integrity: `sha384-${createHash('sha384').update(code).digest('base64')}`,
    };
    const target = join(folder ? dirname(dirname(file)) : dirname(file), 'integrity.json');
    console.log(`${path} ${pinned.integrity}`);
    // The standalone script is the first one that is built. Its own fields were there before the other scripts.
    const written = path === 'standalone.js' ? { version, ...pinned } : JSON.parse(readFileSync(target, 'utf8'));
    const name = basename(file, '.js');
    if (folder) written.languages = { ...written.languages, [name]: pinned };
    else if (path !== 'standalone.js') written[name] = pinned;
    writeFileSync(target, `${JSON.stringify(written, null, 2)}\n`);
  },
});
