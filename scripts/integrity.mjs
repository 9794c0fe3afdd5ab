/**
 * A rollup plugin that tells the address and the hash by which a page pins the standalone script to one version
 * (Subresource Integrity), and writes them beside it: the documentation and the snippets take them from there. jsDelivr
 * serves the files of the package byte by byte where the address has the version and the whole path.
 */
import { createHash } from 'node:crypto';

/** @param {string} version The package's. */
export const integrity = (version) => ({
  name: 'integrity',
  generateBundle(_, bundle) {
    const [script] = Object.values(bundle);
    const pinned = {
      version,
      url: `https://cdn.jsdelivr.net/npm/junction-connect@${version}/dist/${script.fileName}`,
      integrity: `sha384-${createHash('sha384').update(script.code).digest('base64')}`,
    };
    this.emitFile({ type: 'asset', fileName: 'integrity.json', source: `${JSON.stringify(pinned, null, 2)}\n` });
    console.log(`${script.fileName} ${pinned.integrity}`);
  },
});
