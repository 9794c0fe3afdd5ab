import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findOrCreateDataLayer } from '../../src/link/configuration/data-layer.js';
import type { Platform } from '../../src/link/platform.js';

/** Looks for the array in a page with these globals. */
const find = (dataLayer: unknown, globals: object) =>
  findOrCreateDataLayer({ dataLayer }, { globalThis: globals } as unknown as Platform);

describe('the array that data-layer names', () => {
  it('is the one of the tag manager', () => {
    const dataLayer: object[] = [];
    assert.equal(find(' dataLayer ', { dataLayer }), dataLayer);
    const ownQueue = { push() {} };
    assert.equal(find('ownQueue', { ownQueue }), ownQueue);
  });

  it('is created when the page has no global with this name, as tag managers do', () => {
    const globals: Record<string, unknown> = {};
    const created = find('dataLayer', globals);
    assert.deepEqual(created, []);
    assert.equal(globals.dataLayer, created);
  });

  it('is none when the attribute is empty', () => {
    const globals = {};
    for (const empty of ['', '  ', undefined, null]) assert.equal(find(empty, globals), undefined);
    assert.deepEqual(globals, {});
  });

  for (const [what, value] of [
    ['an object', {}],
    ['null', null],
    ['undefined', undefined],
    ['a text', 'text'],
    ['something whose push is no function', { push: true }],
  ] as const) {
    it(`is refused when the name belongs to ${what}, which stays as it is`, () => {
      const globals = { opener: value };
      assert.throws(() => find('opener', globals), {
        code: 'configuration_invalid',
        message: '<junction-connect data-layer="opener">: expected the name of a global array',
      });
      assert.equal(globals.opener, value);
    });
  }
});
