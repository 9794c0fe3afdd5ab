import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Platform } from '../../src/link/platform.js';
import { siteName } from '../../src/link/window-content.js';

/** Returns a page with this content of `<meta property="og:site_name">`, or without that element. */
const pageWith = (content?: string) =>
  ({
    document: { querySelector: () => (content === undefined ? null : { content }) },
    location: { host: 'shop.example:8443' },
  }) as unknown as Platform;

describe('the name of the site in a window of ours', () => {
  it('is the one that the site gives itself', () => assert.equal(siteName(pageWith(' Ada’s Gym\n')), 'Ada’s Gym'));

  it('is the host of a site that gives itself none', () => {
    assert.equal(siteName(pageWith()), 'shop.example:8443');
    assert.equal(siteName(pageWith(' ')), 'shop.example:8443');
  });
});
