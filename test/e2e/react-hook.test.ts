import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { connectProvider, leaveLink, linkIn, useChromium, visit } from '../support/chromium.js';
import { useSite } from '../support/site.js';

/** The calls of the hook's callbacks, in order: the name of the callback, and its argument. */
type CallbackCalls = [callback: string, metadata?: Record<string, unknown>][];

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('react-hook-page.mjs', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]!.text;
}

describe('the official React hook, with initialize.js of the local Junction', () => {
  let script: string;
  const site = useSite({
    linkAt: 'junction', // The hook loads Link from there.
    respond: () => new Response(script, { headers: { 'Content-Type': 'text/javascript' } }),
  });
  const chromium = useChromium();
  before(async () => {
    script = await bundlePage();
  });
  afterEach(() => assert.deepEqual(chromium.faults.splice(0), []));

  /** Opens the page with the hook, and presses its button. */
  async function openPage() {
    const answer = await site.respond(new Request(`${site.origin}/api/link-token`));
    const { link_token: token } = (await answer.json()) as { link_token: string };
    const url = site.addPage('<div id="root"></div><script src="/page.js"></script>');
    const page = await visit(chromium, site, `${url}?${new URLSearchParams({ token })}`);
    await page.getByText('ready', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Connect' }).click();
    return { page, link: linkIn(page) };
  }

  const readCalls = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as { callbackCalls: CallbackCalls }).callbackCalls);
  const readCallbackNames = async (page: Page) => (await readCalls(page)).map(([name]) => name);

  /** Waits until a callback was called, because a message from Link's frame takes some time. */
  const waitForCallback = (page: Page, name: string) =>
    page.waitForFunction(
      (wanted) =>
        (globalThis as unknown as { callbackCalls: CallbackCalls }).callbackCalls.some(([each]) => each === wanted),
      name,
    );

  it('shows Link, and reports a success and then the exit', async () => {
    const { page, link } = await openPage();
    await connectProvider(link);
    await link.getByRole('heading', { name: 'Oura is connected' }).waitFor();
    await waitForCallback(page, 'success');
    await leaveLink(page, 'Done');
    await waitForCallback(page, 'exit');
    assert.deepEqual(await readCallbackNames(page), ['load', 'success', 'exit']);
  });

  it('reports an exit when the person closes Link', async () => {
    const { page } = await openPage();
    await leaveLink(page, 'Close');
    await waitForCallback(page, 'exit');
    assert.deepEqual(await readCallbackNames(page), ['load', 'exit']);
  });

  it('reports an error, after which the person can still connect', async () => {
    const { page, link } = await openPage();
    await link.getByRole('button', { name: 'Peloton' }).click();
    await link.getByLabel('Username').fill('provider_credential_error');
    await link.getByLabel('Password').fill('x');
    await link.getByRole('button', { name: 'Sign in' }).click();
    await waitForCallback(page, 'error');
    await link.getByLabel('Username').fill('ada');
    await link.getByLabel('Password').fill('x');
    await link.getByRole('button', { name: 'Sign in' }).click();
    await waitForCallback(page, 'success');
    const calls = await readCalls(page);
    assert.deepEqual(
      calls.map(([name]) => name),
      ['load', 'error', 'success'],
    );
    assert.equal(calls[1]![1]!.error_type, 'provider_credential_error');
  });

  for (const [behavior, button] of [
    ['closes Link when the page calls exit()', 'Leave'],
    ['removes Link’s frame when it is unmounted', 'Go to another page'],
  ] as const)
    it(behavior, async () => {
      const { page, link } = await openPage();
      await link.getByRole('heading', { name: 'Connect a device' }).waitFor();
      await page.getByRole('button', { name: button }).dispatchEvent('click');
      await page.locator('iframe').waitFor({ state: 'detached' });
      await waitForCallback(page, 'exit');
      assert.deepEqual(await readCallbackNames(page), ['load', 'exit']);
    });
});
