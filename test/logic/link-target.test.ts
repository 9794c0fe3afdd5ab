import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { JunctionConnectError } from '../../src/link/errors.js';
import { configureLink } from '../../src/link/link-location.js';
import { parseLinkTarget } from '../../src/link/token/link-target.js';

const defaults = { env: 'production', region: 'us' } as const;
const address = 'https://link.tryvital.io/?token=abc&env=sandbox&region=eu';

function refusal(answer: unknown): JunctionConnectError {
  try {
    parseLinkTarget(answer, defaults, 200);
  } catch (error) {
    return error as JunctionConnectError;
  }
  throw new Error('The answer was accepted.');
}

describe("the token endpoint's answer", () => {
  const accepted: [name: string, answer: unknown][] = [
    ["Junction's own fields", { link_token: 'abc', link_web_url: address }],
    ["the SDK's fields", { linkToken: 'abc', linkWebUrl: address }],
  ];
  accepted.forEach(([name, answer]) => {
    it(`is read from ${name}, environment and region from link_web_url`, () => {
      assert.deepEqual(parseLinkTarget(answer, defaults), { token: 'abc', address, env: 'sandbox', region: 'eu' });
    });
  });

  it('may be only the token, as a text or as a field', () => {
    for (const answer of ['abc', { link_token: 'abc' }, { linkToken: 'abc', linkWebUrl: null }]) {
      assert.deepEqual(parseLinkTarget(answer, defaults), {
        token: 'abc',
        address: 'https://link.tryvital.io/?token=abc&env=production&region=us',
        ...defaults,
      });
    }
  });

  const withoutTokens: unknown[] = [
    null,
    undefined,
    '',
    '  ',
    7,
    true,
    [],
    {},
    { link_token: 7 },
    { link_token: '' },
    { token: 'abc' },
  ];
  withoutTokens.forEach((answer) => {
    it(`is refused when it is ${JSON.stringify(answer)}`, () => {
      const error = refusal(answer);
      assert.equal(error.code, 'token_response_invalid');
      assert.match(
        error.message,
        /^token-endpoint or fetchToken answered without a valid link_token\. Answer with JSON/,
      );
      assert.equal(error.status, 200);
      assert.equal(error.retryable, false);
    });
  });

  const foreign: unknown[] = [
    'http://link.tryvital.io/?token=abc',
    'https://link.tryvital.io:8443/?token=abc',
    'https://user:secret@link.tryvital.io/?token=abc',
    'https://link.tryvital.io@evil.example/?token=abc',
    'https://link.tryvital.io.evil.example/',
    'https://eviltryvital.io/',
    'https://evil.example/?u=https://link.tryvital.io',
    'javascript:alert(1)//link.tryvital.io',
    '//link.tryvital.io/',
    '',
    7,
    {},
  ];
  foreign.forEach((link_web_url) => {
    it(`is refused with the address ${JSON.stringify(link_web_url)}`, () => {
      const error = refusal({ link_token: 'abc', link_web_url });
      assert.equal(error.code, 'token_response_invalid');
      assert.match(error.message, /^token-endpoint or fetchToken answered without a valid link_web_url\./);
    });
  });

  ['https://link.tryvital.io/', 'https://link.eu.tryvital.io/', 'https://link.junction.com/?env=production'].forEach(
    (url) => {
      it(`may point to ${url}`, () => {
        assert.equal(parseLinkTarget({ link_token: 'abc', link_web_url: url }, defaults).token, 'abc');
      });
    },
  );

  it('has the environment and region of the attributes when link_web_url does not name them', () => {
    const link_web_url = 'https://link.tryvital.io/?region=eu';
    assert.deepEqual(parseLinkTarget({ link_token: 'abc', link_web_url }, defaults), {
      token: 'abc',
      address: link_web_url,
      env: 'production',
      region: 'eu',
    });
  });

  it('without link_web_url has an address beside the configured script', () => {
    configureLink({ script: 'http://localhost:4000/junction/initialize.js' });
    const { address } = parseLinkTarget('abc', defaults);
    configureLink({});
    assert.equal(address, 'http://localhost:4000/junction/?token=abc&env=production&region=us');
  });

  it('is accepted, or refused with an error that does not quote it, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ minLength: 20 }), (noise, secret) => {
        const answer = { link_token: { secret }, noise };
        assert.ok(!refusal(answer).message.includes(secret));
        try {
          assert.equal(typeof parseLinkTarget(noise, defaults).token, 'string');
        } catch (error) {
          assert.ok(error instanceof JunctionConnectError);
        }
      }),
    );
  });
});
