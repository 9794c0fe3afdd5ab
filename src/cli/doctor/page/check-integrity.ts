import { createHash } from 'node:crypto';
import type { PackageFacts } from '../package-facts.js';
import type { Report } from '../report.js';
import type { Answer } from '../web/client.js';
import type { PackageScript } from './find-scripts.js';
import type { Page } from './read-page.js';

/** Reports an integrity of this version that is not the hash of this version, when the script itself cannot be loaded. */
export function checkPinned({ tag, url }: PackageScript, name: string, facts: PackageFacts, report: Report): void {
  const integrity = tag.attributes.get('integrity')?.trim();
  if (integrity && url.href === facts.scriptUrl && !integrity.split(/\s+/).includes(facts.integrity))
    report.problem(
      `${name} has an integrity that is not the hash of version ${facts.version}. Write ${facts.integrity}.`,
    );
}

/** Reports what makes the browser refuse a script with `integrity` or `crossorigin`. */
export function checkIntegrity(
  { tag, url }: PackageScript,
  { bytes, headers, isCut }: Answer,
  page: Page,
  name: string,
  facts: PackageFacts,
  report: Report,
): void {
  const integrity = tag.attributes.get('integrity')?.trim();
  const isOther = url.origin !== page.url.origin;
  const crossorigin = tag.attributes.get('crossorigin');
  if (isOther && crossorigin !== undefined) {
    const allowed = headers.get('Access-Control-Allow-Origin');
    const isWithCredentials = crossorigin.trim().toLowerCase() === 'use-credentials';
    if (allowed !== page.url.origin && (allowed !== '*' || isWithCredentials))
      report.problem(
        `${name} has crossorigin, but ${url.origin} does not allow that with Access-Control-Allow-Origin. Browsers refuse the script. Load it from another server, or remove crossorigin and integrity.`,
      );
  }
  if (!integrity) return;
  if (isOther && crossorigin === undefined)
    report.problem(`${name} has integrity without crossorigin, so browsers refuse it. Add crossorigin="anonymous".`);
  const hashes = [...integrity.matchAll(/(?:^|\s)(sha(?:256|384|512))-([\w+/-]+={0,2})(?=$|\s|\?)/g)];
  const pinned =
    url.href === facts.scriptUrl ? ` Write ${facts.integrity}.` : ' Copy it from dist/integrity.json of the version.';
  if (hashes.length === 0)
    report.problem(`${name} has an integrity value that is not a hash, so browsers do not check the script.${pinned}`);
  else if (
    !isCut &&
    !hashes.some(([, algorithm, hash]) => hash === createHash(algorithm!).update(bytes).digest('base64'))
  )
    report.problem(
      `${name} has an integrity that is not the hash of the script, so browsers refuse it. Each version has its own hash.${pinned}`,
    );
}
