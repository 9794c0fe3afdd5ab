import { expect } from '@open-wc/testing';
import { configureLink, isLinkAddress, linkScriptUrl } from '../../src/link/link-location.js';

describe('the addresses of Link', () => {
  it("are Junction's own, until a script sets others", () => {
    expect(linkScriptUrl()).to.equal('https://link.tryvital.io/initialize.js');
    expect(isLinkAddress(new URL('http://localhost:3000/'))).to.equal(false);
    configureLink({ script: 'http://localhost:3000/junction/initialize.js', origins: ['http://localhost:3000'] });
    expect(linkScriptUrl()).to.equal('http://localhost:3000/junction/initialize.js');
    expect(isLinkAddress(new URL('http://localhost:3000/junction/?token=1'))).to.equal(true);
    expect(isLinkAddress(new URL('http://localhost:3001/'))).to.equal(false);
    expect(isLinkAddress(new URL('http://user@localhost:3000/'))).to.equal(false);
  });

  it('must be absolute URLs', () => {
    expect(() => configureLink({ script: '/initialize.js', origins: [] })).to.throw(TypeError);
  });
});
