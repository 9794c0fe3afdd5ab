/** The launch in pages with a password in their address, or with a policy to send no referrer. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { describeJourneys, elementHtml, modes, pressButton, signIn } from './journey.js';

describeJourneys('a page', (journey) => {
  for (const mode of modes) {
    it(`that was opened with a password does not pass it on, and works, with mode ${mode}`, async () => {
      const { site, person } = journey;
      const attributes = `mode="${mode}" success-url="?done" return-url="#here"`;
      const address = site.addPage(elementHtml(attributes)).replace('http://', 'http://staging:secret@');
      const tab = await person.openTab(address);
      await signIn(await pressButton(person, tab, mode));
      await site.waitFor('success');
      assert.deepEqual(site.summary(), ['open', 'success']);
      const sent = site.requests.map(({ url, headers, body }) => JSON.stringify([url, headers.referer, body]));
      assert.ok(!sent.some((text) => text.includes('secret')), 'The password was passed on');
    });
  }

  for (const method of ['post', 'get'])
    for (const mode of ['popup', 'redirect'] as const) {
      it(`that sends no referrer gets a token by ${method} from an endpoint behind a proxy, with mode ${mode}`, async () => {
        const { site, person } = journey;
        site.isBehindProxy = true;
        const element = elementHtml(`mode="${mode}" method="${method}"`);
        const tab = await person.openTab(site.addPage(element, { 'Referrer-Policy': 'no-referrer' }));
        await signIn(await pressButton(person, tab, mode));
        await site.waitFor('success');
        assert.deepEqual(site.summary(), ['open', 'success']);
        // The endpoint learns the origin of the page, and not its path.
        const [request] = site.tokenRequests();
        assert.equal(request?.headers.referer, `${site.origin}/`);
      });
    }
});
