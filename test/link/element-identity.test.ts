import { expect } from '@open-wc/testing';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import { findElement, identifyElement, type IdentifiableElement } from '../../src/link/return/element-identity.js';
import { newConfiguration } from '../support/configuration.js';

type Properties = Partial<Configuration> & { id?: string };

const newElement = ({ id = '', ...properties }: Properties): IdentifiableElement => ({
  ...newConfiguration(properties),
  id,
});

/** Launches Link from one element of a page. Returns the index of the element that is found in the later page. */
function findAgain(page: readonly Properties[], launched: number, laterPage: readonly Properties[]): number {
  const elements = page.map(newElement);
  const identity = identifyElement(elements[launched]!, elements, '42', window);
  const later = laterPage.map(newElement);
  return later.indexOf(findElement(later, identity, '42', window)!);
}

const [oura, fitbit, garmin] = ['oura', 'fitbit', 'garmin'].map((provider) => ({ provider }));

describe('the element that launched Link', () => {
  const pages: [name: string, page: Properties[], launched: number, laterPage: Properties[], found: number][] = [
    ['is found in the same page', [oura!, fitbit!], 1, [oura!, fitbit!], 1],
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
  pages.forEach(([name, page, launched, laterPage, found]) => {
    it(name, () => {
      expect(findAgain(page, launched, laterPage)).to.equal(found);
    });
  });

  it('is not another one with the same settings while the page may still add elements', () => {
    const elements = [{}, {}].map(newElement);
    const identity = identifyElement(elements[1]!, elements, '42', window);
    expect(findElement([elements[0]!], identity, '42', window, false)).to.equal(undefined);
    expect(findElement([elements[0]!], identity, '42', window, true)).to.equal(elements[0]);
    expect(findElement(elements, identity, '42', window, false)).to.equal(elements[1]);
  });

  it('has an identity without its provider and its id, and with other hashes in each launch', () => {
    const element = newElement({ id: 'connect-oura', provider: 'oura' });
    const identities = ['1', '2'].map((salt) => identifyElement(element, [element], salt, window));
    expect(JSON.stringify(identities)).not.to.contain('oura');
    for (const name of ['id', 'provider', 'settings'] as const)
      expect(identities[0]![name]).not.to.equal(identities[1]![name]);
  });
});
