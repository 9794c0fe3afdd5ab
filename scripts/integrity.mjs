/**
 * A rollup plugin that writes `integrity.json` beside the standalone script. The file has the address of the script in
 * one version, and its hash (Subresource Integrity). With both, a page accepts only this version. The documentation and
 * the code of the demo use the file. jsDelivr serves the published file unchanged if the address has the version
 * and the whole path.
 */
import { createHash } from 'node:crypto';

/** @param {string} version The version of the package. */
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
