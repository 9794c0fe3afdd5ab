import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { useChromium, visit } from '../support/chromium.js';
import { root } from '../support/root.js';
import { useSite } from '../support/site.js';

const require = createRequire(import.meta.url);
const { version } = require('junction-connect/package.json') as { version: string };
interface PinnedScript {
  url: string;
  integrity: string;
}
const { connections, ...standalone } = require('junction-connect/integrity.json') as PinnedScript & {
  version: string;
  connections: PinnedScript;
};

/** The classic scripts, and the elements that each of them registers. */
const scripts: { file: string; pinned: PinnedScript; tags: string[] }[] = [
  { file: 'standalone.js', pinned: standalone, tags: ['junction-connect'] },
  { file: 'connections.js', pinned: connections, tags: ['junction-connect', 'junction-connections'] },
];

for (const { file, pinned, tags } of scripts) {
  describe(`the script ${file}, pinned by its hash`, () => {
    const script = readFileSync(join(root, 'dist', file), 'utf8');
    let served = '';
    const site = useSite({ findFile: (url) => (url === pinned.url ? { body: served } : undefined) });
    const chromium = useChromium();

    /** Returns the elements of a page that pins the script by its hash. The test answers with this text in place of jsDelivr. */
    async function registeredBy(text: string) {
      served = text;
      const tag = `<script src="${pinned.url}" integrity="${pinned.integrity}" crossorigin="anonymous"></script>`;
      const page = await visit(chromium, site, site.addPage(tag));
      return page.evaluate(() =>
        ['junction-connect', 'junction-connections'].filter((name) => customElements.get(name)),
      );
    }

    it('runs as it was built, and does not run after a change', async () => {
      assert.deepEqual(await registeredBy(script), tags);
      assert.deepEqual(await registeredBy(`${script} `), []);
    });

    it('is pinned to the version of the package', () => {
      assert.equal(standalone.version, version);
      assert.ok(pinned.url.endsWith(`@${version}/dist/${file}`));
    });
  });
}
