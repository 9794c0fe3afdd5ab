import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import {
  findElement,
  hasSameNextPages,
  hasSameSettings,
  identifyElement,
  type IdentifiableElement,
} from '../../src/link/return/element-identity.js';
import type { Platform } from '../../src/link/platform.js';
import { newConfiguration } from '../support/configuration.js';

const page = { document: { baseURI: 'https://shop.example/devices' } } as unknown as Platform;

type Properties = Partial<Configuration> & { id?: string };

const newElement = ({ id = '', ...properties }: Properties): IdentifiableElement => ({
  ...newConfiguration(properties),
  id,
});

/** Launches Link from one element of a page. Returns the index of the element that is found in the later page. */
function findAgain(firstPage: readonly Properties[], launched: number, laterPage: readonly Properties[]): number {
  const elements = firstPage.map(newElement);
  const identity = identifyElement(elements[launched]!, elements, '42', page);
  const later = laterPage.map(newElement);
  return later.indexOf(findElement(later, identity, '42', page)!);
}

const [oura, fitbit, garmin] = ['oura', 'fitbit', 'garmin'].map((provider) => ({ provider }));

describe('the element that launched Link', () => {
  const pages: [name: string, firstPage: Properties[], launched: number, laterPage: Properties[], found: number][] = [
    ['is found in the same page', [oura!, fitbit!], 1, [oura!, fitbit!], 1],
    [
      'is found by its id among others with the same provider',
      [{ id: 'a', mode: 'embed' }, {}],
      0,
      [{ id: 'b' }, { id: 'a', successUrl: '/' }],
      1,
    ],
    ['is found at another place', [oura!, fitbit!], 1, [garmin!, fitbit!, oura!], 1],
    ['is not found when it has gone', [oura!, fitbit!, garmin!], 0, [fitbit!, garmin!], -1],
    ['is not found in a page without elements', [oura!], 0, [], -1],
    ['is found by its place when all elements are equal', [{}, {}, {}], 1, [{}, {}, {}], 1],
    ['is found by its place among the equal elements', [oura!, {}, {}], 2, [{}, oura!, {}, {}], 2],
    ['is the last of the equal elements when there are fewer now', [{}, {}, {}], 2, [{}, {}], 1],
    ['is found by its id when its settings have changed', [{ id: 'a' }, {}], 0, [{}, { id: 'a', mode: 'popup' }], 1],
    [
      'is not found by its id when the element with this id has another provider now',
      [{ id: 'a', ...oura! }],
      0,
      [{ id: 'a', ...fitbit! }],
      -1,
    ],
    ['is found by its settings when its id has changed', [{ id: 'r1', ...oura! }], 0, [{ id: 'r2', ...oura! }], 0],
    [
      'is found by its place among copies with the same id',
      [{ id: 'a' }, { id: 'a' }],
      1,
      [{ id: 'a' }, { id: 'a' }],
      1,
    ],
    [
      'is found although editors write its settings in another way',
      [{ provider: 'oura', providers: ['oura', 'garmin'], mode: 'redirect' }],
      0,
      [{ provider: ' OURA ', providers: 'garmin, oura', mode: '“Redirect”' }],
      0,
    ],
    [
      'is found although its addresses have another query, for example another nonce',
      [{ tokenEndpoint: '/t?nonce=1', successUrl: '/next?a=1' }],
      0,
      [{ tokenEndpoint: '/t?nonce=2', successUrl: '/next' }],
      0,
    ],
    ['is not found when only its next page is another one', [{ successUrl: '/a' }], 0, [{ successUrl: '/b' }], -1],
    ['is found although its mode is another one now', [{ mode: 'redirect' }], 0, [oura!, { mode: 'auto' }], 1],
    ['is the one with the same mode', [{ mode: 'redirect' }], 0, [{ mode: 'auto' }, { mode: 'redirect' }], 1],
    ['is not found when only its endpoint is another one', [{ tokenEndpoint: '/a' }], 0, [{ tokenEndpoint: '/b' }], -1],
    ['is found without an endpoint', [{ tokenEndpoint: '' }], 0, [{ tokenEndpoint: '' }], 0],
    [
      'is found with settings that are invalid',
      [{ exitUrl: 'javascript:1', mode: 7 }],
      0,
      [{ exitUrl: '', mode: '7' }],
      0,
    ],
  ];
  pages.forEach(([name, firstPage, launched, laterPage, found]) => {
    it(name, () => {
      assert.equal(findAgain(firstPage, launched, laterPage), found);
    });
  });

  it('is the first with its id and its provider when several have them, and none has its settings', () => {
    const launched = newElement({ id: 'a', successUrl: '/1' });
    const identity = identifyElement(launched, [launched], '42', page);
    const later = [{ provider: 'oura' }, { id: 'a', successUrl: '/2' }, { id: 'a', successUrl: '/3' }].map(newElement);
    assert.equal(findElement(later, identity, '42', page), later[1]);
  });

  it('has place 0 when it is not in the page', () => {
    const others = [{}, {}].map(newElement);
    assert.equal(identifyElement(newElement({}), others, '42', page).place, 0);
  });

  describe('with the next pages of the launch', () => {
    const launched = newElement({ successUrl: '/a?b=1', exitUrl: '/c' });
    const identity = identifyElement(launched, [launched], '42', page);
    const rows: [properties: Properties, salt: string, isSame: boolean][] = [
      [{ successUrl: '/a?b=1', exitUrl: '/c' }, '42', true],
      [{ provider: 'oura', mode: 'embed', successUrl: 'https://shop.example/a?b=1', exitUrl: '/c' }, '42', true],
      [{ successUrl: '/a?b=2', exitUrl: '/c' }, '42', false],
      [{ successUrl: '/a?b=1', exitUrl: '/d' }, '42', false],
      [{ successUrl: '/c', exitUrl: '/a?b=1' }, '42', false],
      [{ successUrl: '/a?b=1', exitUrl: '/c', errorUrl: '/e' }, '42', false],
      [{ successUrl: '/a?b=1', exitUrl: '/c' }, '43', false],
    ];
    rows.forEach(([properties, salt, isSame]) => {
      it(`is ${isSame ? 'the same' : 'another one'} with ${JSON.stringify(properties)}, and the salt ${salt}`, () => {
        assert.equal(hasSameNextPages(newElement(properties), identity, salt, page), isSame);
      });
    });
  });

  describe('with the settings of the launch', () => {
    const launched = newElement({ tokenEndpoint: '/t', provider: 'oura', mode: 'redirect', exitUrl: '/c' });
    const identity = identifyElement(launched, [launched], '42', page);
    const same = { tokenEndpoint: '/t', provider: 'oura', exitUrl: '/c' };
    const rows: [properties: Properties, salt: string, isSame: boolean][] = [
      [{ ...same, mode: 'embed' }, '42', true],
      [{ ...same, tokenEndpoint: '/uploads/t' }, '42', false],
      [{ ...same, provider: 'fitbit' }, '42', false],
      [{ ...same, providers: 'oura' }, '42', false],
      [{ ...same, exitUrl: '/d' }, '42', false],
      [same, '43', false],
    ];
    rows.forEach(([properties, salt, isSame]) => {
      it(`is ${isSame ? 'the same' : 'another one'} with ${JSON.stringify(properties)}, and the salt ${salt}`, () => {
        assert.equal(hasSameSettings(newElement(properties), identity, salt, page), isSame);
      });
    });
  });

  it('is not another one with the same settings while the page may still add elements', () => {
    const elements = [{}, {}].map(newElement);
    const identity = identifyElement(elements[1]!, elements, '42', page);
    assert.equal(findElement([elements[0]!], identity, '42', page, false), undefined);
    assert.equal(findElement([elements[0]!], identity, '42', page, true), elements[0]);
    assert.equal(findElement(elements, identity, '42', page, false), elements[1]);
  });

  describe('while a framework has not hydrated some elements', () => {
    const waits = { isDeferred: true } as const;
    type Row = [
      name: string,
      launched: Properties,
      place: number,
      later: (Properties & { isDeferred?: true })[],
      found: number,
    ];
    const rows: Row[] = [
      ['is not an equal element behind one of these', {}, 0, [waits, {}], -1],
      ['is an equal element before these', {}, 0, [{}, waits], 0],
      ['is not one of these', {}, 1, [{}, waits, {}], -1],
      ['is not an element at a place that these may change', {}, 1, [waits, {}, {}], -1],
      ['is at its place among equal elements before these', {}, 1, [{}, oura!, {}, waits], 2],
      [
        'is the only one with its id, wherever these are',
        { id: 'a' },
        0,
        [waits, { ...waits, id: 'b' }, { id: 'a' }],
        2,
      ],
      [
        'is not the one with its id when one of these has the same id',
        { id: 'a', ...oura! },
        0,
        [
          { id: 'a', ...oura!, mode: 'popup' },
          { ...waits, id: 'a' },
        ],
        -1,
      ],
      ['is not an equal element when one of these has its id', { id: 'a' }, 0, [{}, { ...waits, id: 'a' }], -1],
      ['is not another one with another mode', { mode: 'redirect' }, 0, [{ mode: 'auto' }, waits], -1],
    ];
    rows.forEach(([name, launched, place, later, found]) => {
      it(name, () => {
        const elements = later.map(({ isDeferred, ...properties }) => ({ ...newElement(properties), isDeferred }));
        const identity = { ...identifyElement(newElement(launched), [], '42', page), place };
        const deferred = new Set(elements.filter(({ isDeferred }) => isDeferred));
        assert.equal(elements.indexOf(findElement(elements, identity, '42', page, false, deferred)!), found);
      });
    });
  });

  it('has an identity without its provider and its id, and with other hashes in each launch', () => {
    const element = newElement({ id: 'connect-oura', provider: 'oura' });
    const identities = ['1', '2'].map((salt) => identifyElement(element, [element], salt, page));
    assert.ok(!JSON.stringify(identities).includes('oura'));
    for (const name of ['id', 'provider', 'nextPages', 'settings', 'settingsWithoutMode'] as const)
      assert.notEqual(identities[0]![name], identities[1]![name]);
  });
});
