import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trustedScriptUrl } from '../../src/link/launchers/trusted-script-url.js';
import type { Platform, TrustedTypes } from '../../src/link/platform.js';

describe("the address of Link's script", () => {
  it('goes through one policy of the page', () => {
    const address = 'https://link.tryvital.io/initialize.js';
    const refusing = { trustedTypes: { createPolicy: () => assert.fail('The page does not allow this name') } };
    assert.equal(trustedScriptUrl(address, refusing as unknown as Platform), address);
    assert.equal(trustedScriptUrl(address, {} as Platform), address);

    const names: string[] = [];
    const trustedTypes: TrustedTypes = {
      createPolicy(name, rules) {
        names.push(name);
        return { createScriptURL: (url) => `trusted ${rules.createScriptURL(url)}` };
      },
    };
    for (const platform of [{ trustedTypes }, { trustedTypes }, {}])
      assert.equal(trustedScriptUrl(address, platform as unknown as Platform), `trusted ${address}`);
    assert.deepEqual(names, ['junction-connect']);
  });
});
