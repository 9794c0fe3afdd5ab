import type { PackageFacts } from '../package-facts.js';
import type { Report } from '../report.js';
import type { PackageScript } from './find-scripts.js';

/** Reports an address on a CDN that does not name one version. */
export function checkAddress(url: URL, name: string, { scriptUrl }: PackageFacts, report: Report): void {
  const range = /^(?:\/npm)?\/junction-connect(?:@([^/]+))?(?:\/|$)/.exec(url.pathname);
  if (range && !/^\d+\.\d+\.\d+/.test(range[1] ?? ''))
    report.note(
      `${name} has an address without an exact version, so your page gets each new version by itself. Use ${scriptUrl} with its integrity.`,
    );
}

/** Compares the version of the script with that of this program. */
export function checkVersion(
  { tag, url, version }: PackageScript,
  name: string,
  facts: PackageFacts,
  report: Report,
): void {
  if (version === undefined) return;
  const order = compareVersions(version, facts.version);
  if (order < 0 && url.pathname.includes('/wp-content/plugins/'))
    report.note(
      `${name} loads version ${version}. Version ${facts.version} is newer: update the plugin in WordPress, under Plugins.`,
    );
  else if (order < 0)
    report.note(
      `${name} loads version ${version}. Version ${facts.version} is newer: read its changelog, then use ${facts.scriptUrl}.`,
    );
  else if (order > 0)
    report.note(
      `${name} loads version ${version}, but this doctor has version ${facts.version}. Use npx junction-connect@${version} doctor.`,
    );
  else report.ok(`${name} loads version ${version}${tag.attributes.has('integrity') ? ', with an integrity' : ''}.`);
}

/** Returns a negative number when the first version is older. A pre-release is older than its release. */
function compareVersions(one: string, other: string): number {
  const parts = (version: string) => version.split(/[-+]/)[0]!.split('.').map(Number);
  const [first, second] = [parts(one), parts(other)];
  const index = first.findIndex((number, position) => number !== second[position]);
  if (index >= 0) return first[index]! - second[index]!;
  return Number(other.includes('-')) - Number(one.includes('-'));
}
