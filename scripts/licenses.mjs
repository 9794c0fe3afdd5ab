/**
 * `npm run licenses` prints the packages that each bundle of `dist` contains, with their versions and licences. They are
 * in the bundles, so npm does not install them with the package, and a scanner of `node_modules` does not see them.
 * The build writes the file of notices of each bundle, which this reads.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** What is published together, and its file of notices. */
export const noticeFiles = {
  'ES modules': 'THIRD-PARTY-NOTICES.txt',
  'components for React': 'THIRD-PARTY-NOTICES.react.txt',
  'standalone script': 'THIRD-PARTY-NOTICES.standalone.txt',
  'list script': 'THIRD-PARTY-NOTICES.connections.txt',
  'local Junction': 'THIRD-PARTY-NOTICES.sandbox.txt',
};

/**
 * Reads the notices that rollup-plugin-license has written with its own template.
 *
 * @param {string} text
 */
export function readNotices(text) {
  return text.split(/\n---\n\n(?=Name: )/).map((notice) => {
    const field = (name) => new RegExp(`^${name}: (.+)$`, 'm').exec(notice)?.[1] ?? '';
    const [, licenseText = ''] = notice.split('\nLicense Text:\n===\n');
    return {
      name: field('Name'),
      version: field('Version'),
      license: field('License'),
      licenseText: licenseText.trim(),
    };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = new URL('../dist/', import.meta.url);
  for (const [bundle, file] of Object.entries(noticeFiles)) {
    console.log(`${bundle} (dist/${file})`);
    for (const { name, version, license } of readNotices(readFileSync(new URL(file, dist), 'utf8')))
      console.log(`  ${name.padEnd(22)} ${version.padEnd(9)} ${license}`);
  }
}
