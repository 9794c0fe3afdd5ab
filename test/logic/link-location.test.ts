import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { configureLink, isLinkAddress, type LinkLocation, linkScriptUrl } from '../../src/link/link-location.js';
import { parseLinkTarget } from '../../src/link/token/link-target.js';

const stand = 'http://localhost:3000';
const onlyOneHost: LinkLocation = { origins: ['https://link.tryvital.io'], allowJunctionOrigins: false };

describe('the addresses of Link', () => {
  afterEach(() => configureLink({}));

  it("are Junction's own, until a script sets others", () => {
    assert.equal(linkScriptUrl(), 'https://link.tryvital.io/initialize.js');
    configureLink({ script: `${stand}/junction/initialize.js`, origins: [stand] });
    assert.equal(linkScriptUrl(), `${stand}/junction/initialize.js`);
    configureLink({ origins: [stand] });
    assert.equal(linkScriptUrl(), 'https://link.tryvital.io/initialize.js');
  });

  const addresses: [location: LinkLocation, address: string, isAccepted: boolean][] = [
    [{}, 'https://link.tryvital.io/?token=1', true],
    [{}, 'https://link.junction.com/?token=1', true],
    [{}, 'https://junction.com/', true],
    [{}, 'http://link.tryvital.io/?token=1', false],
    [{}, 'https://link.tryvital.io:8443/', false],
    [{}, 'https://link.tryvital.io.evil.example/', false],
    [{}, 'https://eviltryvital.io/', false],
    [{}, 'https://evil.example/link.tryvital.io/', false],
    [{}, 'https://user@link.tryvital.io/', false],
    [{}, 'https://:password@link.tryvital.io/', false],
    [{}, 'blob:https://link.tryvital.io/d9a3', false],
    [{}, 'filesystem:https://link.tryvital.io/temporary/a.html', false],
    [{}, 'javascript:alert(1)', false],
    [{}, 'data:text/html,hi', false],
    [{}, `${stand}/?token=1`, false],
    // Another origin is accepted as it is given, also without TLS.
    [{ origins: [stand] }, `${stand}/?token=1`, true],
    [{ origins: [stand] }, 'https://link.tryvital.io/', true],
    [{ origins: [stand] }, 'http://localhost:3001/', false],
    [{ origins: [stand] }, 'https://localhost:3000/', false],
    [{ origins: [stand] }, `http://user@localhost:3000/`, false],
    [{ origins: [stand] }, `blob:${stand}/d9a3`, false],
    [{ origins: [stand] }, `filesystem:${stand}/temporary/a.html`, false],
    // A site can allow only the hosts that it knows.
    [onlyOneHost, 'https://link.tryvital.io/?token=1', true],
    [onlyOneHost, 'https://link.junction.com/?token=1', false],
    [onlyOneHost, 'https://other.tryvital.io/?token=1', false],
  ];
  addresses.forEach(([location, address, isAccepted]) => {
    it(`${isAccepted ? 'accepts' : 'refuses'} ${address} with ${JSON.stringify(location)}`, () => {
      configureLink(location);
      assert.equal(isLinkAddress(new URL(address)), isAccepted);
      // The same is true of the address in the answer of a token endpoint.
      const answer = { link_token: 'a', link_web_url: address };
      const read = () => parseLinkTarget(answer, { env: 'production', region: 'us' });
      if (isAccepted) assert.equal(read().address, address);
      else assert.throws(read, { code: 'token_response_invalid' });
    });
  });

  it('are refused with a message that names the origin', () => {
    assert.throws(() => configureLink({ origins: [stand, 'localhost:3000'] }), {
      message:
        "configureLink: origins must be a list of origins such as http://localhost:4000, without a path. 'localhost:3000' is not valid",
    });
  });

  const invalid: LinkLocation[] = [
    { script: '/initialize.js' },
    { script: '' },
    { origins: ['localhost:3000'] },
    { origins: ['http://localhost:3000/'] },
    { origins: ['https://link.tryvital.io', 'https://link.tryvital.io/link'] },
    { origins: ['*'] },
    { origins: ['null'] },
  ];
  invalid.forEach((location) => {
    it(`must be absolute URLs and origins: ${JSON.stringify(location)}`, () => {
      assert.throws(() => configureLink(location), TypeError);
      assert.equal(linkScriptUrl(), 'https://link.tryvital.io/initialize.js');
    });
  });
});
