import { expect, fixture, html } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import '../../src/index.js';
import { configureLink } from '../../src/link/link-location.js';
import { readScriptTag } from '../../src/placeholders/script-tag.js';

const globals = window as unknown as { Vital?: unknown };
const linkTags = () => [...document.querySelectorAll<HTMLScriptElement>('script[src*="/test/script/"]')];

/** Reads the settings of a script tag that has loaded the package. */
const runScript = (nonce?: string) => {
  const script = document.createElement('script');
  if (nonce) script.nonce = nonce; // As the browser does, which hides the attribute.
  readScriptTag(script);
};

/** Launches Link. Returns the nonce of Link's script tag. */
async function launchedNonce(ownNonce?: string): Promise<string> {
  const element = await fixture<JunctionConnect>(
    html`<junction-connect token-endpoint="/test/token?answer=snake" mode="embed"></junction-connect>`,
  );
  if (ownNonce) element.nonce = ownNonce;
  await element.open();
  element.close();
  return linkTags()[0]!.nonce;
}

describe('the nonce of the script tag', () => {
  let count = 0;
  beforeEach(() => {
    configureLink({ script: new URL(`/test/script/works.js?nonce=${(count += 1)}`, location.href).href, origins: [] });
  });
  afterEach(() => {
    delete globals.Vital;
    linkTags().forEach((tag) => tag.remove());
  });

  it('is the nonce of Link’s script when the element has none, and the first tag with a nonce counts', async () => {
    readScriptTag(null); // A module has no script tag.
    runScript();
    expect(await launchedNonce()).to.equal('');
    linkTags().forEach((tag) => tag.remove());
    delete globals.Vital;
    runScript('first');
    runScript('second');
    expect(await launchedNonce()).to.equal('first');
  });

  it('is not used when the element has a nonce', async () => {
    runScript('first');
    expect(await launchedNonce('own')).to.equal('own');
  });
});
