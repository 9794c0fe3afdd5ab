import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { useChromium, visit } from '../support/chromium.js';
import { useSite } from '../support/site.js';

const require = createRequire(import.meta.url);
const { version } = require('junction-connect/package.json') as { version: string };
const integrityJson = require('junction-connect/integrity.json') as { version: string; url: string; integrity: string };
const script = readFileSync(new URL(import.meta.resolve('junction-connect/standalone')), 'utf8');

describe('the standalone script, pinned by its hash', () => {
  let served = '';
  const site = useSite({ findFile: (url) => (url === integrityJson.url ? { body: served } : undefined) });
  const chromium = useChromium();

  /** Returns true when a page that pins the script by its hash runs this text. The test answers in place of jsDelivr. */
  async function runsInPage(text: string) {
    served = text;
    const tag = `<script src="${integrityJson.url}" integrity="${integrityJson.integrity}" crossorigin="anonymous"></script>`;
    const page = await visit(chromium, site, site.addPage(tag));
    return page.evaluate(() => Boolean(customElements.get('junction-connect')));
  }

  it('runs as it was built, and does not run after a change', async () => {
    assert.equal(await runsInPage(script), true);
    assert.equal(await runsInPage(`${script} `), false);
  });

  it('is pinned to the version of the package', () => {
    assert.equal(integrityJson.version, version);
    assert.ok(integrityJson.url.includes(`@${version}/`));
  });
});
