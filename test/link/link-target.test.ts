import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { JunctionConnectError } from '../../src/link/errors.js';
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
      expect(parseLinkTarget(answer, defaults)).to.include({ token: 'abc', env: 'sandbox', region: 'eu' });
    });
  });

  it('may be only the token, as a text or as a field', () => {
    for (const answer of ['abc', { link_token: 'abc' }, { linkToken: 'abc', linkWebUrl: null }]) {
      expect(parseLinkTarget(answer, defaults)).to.deep.equal({
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
      expect(error.code).to.equal('token_response_invalid');
      expect(error.message).to.contain('link_token');
      expect(error.status).to.equal(200);
      expect(error.retryable).to.equal(false);
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
      expect(error.code).to.equal('token_response_invalid');
      expect(error.message).to.contain('link_web_url');
    });
  });

  ['https://link.tryvital.io/', 'https://link.eu.tryvital.io/', 'https://link.junction.com/?env=production'].forEach(
    (url) => {
      it(`may point to ${url}`, () => {
        expect(parseLinkTarget({ link_token: 'abc', link_web_url: url }, defaults).token).to.equal('abc');
      });
    },
  );

  it('is accepted, or refused with an error that does not quote it, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ minLength: 20 }), (noise, secret) => {
        const answer = { link_token: { secret }, noise };
        expect(refusal(answer).message).not.to.contain(secret);
        try {
          expect(parseLinkTarget(noise, defaults).token).to.be.a('string');
        } catch (error) {
          expect(error).to.be.instanceOf(JunctionConnectError);
        }
      }),
    );
  });
});
