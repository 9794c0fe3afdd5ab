import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';
import type { createSandbox } from 'junction-connect/sandbox';

/** Returns the sandbox as tsx and wrangler compile it. They add code that keeps the names of functions. */
async function bundleKeepingNames(): Promise<{ createSandbox: typeof createSandbox }> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/sandbox.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    keepNames: true,
    write: false,
  });
  const text = outputFiles[0]!.text;
  assert.match(text, /__name\(/);
  return import(`data:text/javascript,${encodeURIComponent(text)}`) as Promise<{ createSandbox: typeof createSandbox }>;
}

describe('the scripts of the sandbox, compiled by a tool that keeps the names of functions,', () => {
  it('run in a page without the code of that tool', async () => {
    const { createSandbox } = await bundleKeepingNames();
    const sandbox = createSandbox({ origin: 'http://localhost' });
    const window: { Vital?: object } = {};
    const page = { window, document: { body: { dataset: {} }, addEventListener() {} } };
    for (const path of ['/initialize.js', '/link.js']) {
      const script = await (await sandbox(new Request(`http://localhost${path}`))).text();
      vm.runInNewContext(script, page);
    }
    assert.ok(window.Vital);
  });
});
