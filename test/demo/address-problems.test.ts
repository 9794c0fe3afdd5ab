import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type AddressName,
  addressProblem,
  findAddressProblems,
  withoutProblems,
} from '../../demo/page/scripts/address-problems.js';
import { findTarget, targets } from '../../demo/page/scripts/snippets.js';

const problemOf = (id: string, name: AddressName, value: string) => addressProblem(findTarget(id), name, value);

const withOwnPaths = ['html', 'wordpress', 'gtm', 'vue', 'angular', 'react'];
const hosted = ['webflow', 'squarespace', 'wix', 'shopify', 'ghost', 'framer'];
const endpoints = ['token-endpoint', 'endpoint'] as const;
const pages = ['return-url', 'success-url', 'exit-url', 'error-url'] as const;
const names = [...endpoints, ...pages];

/** Addresses without a host. They belong to the site of the page. */
const ownPaths = [
  '/api/link-token',
  'api/link-token',
  'index.php/token',
  'v1.2/token',
  'thanks.html',
  '../token',
  '?token',
  '/a#b',
  '/api//token',
  'https:token',
];

/** Addresses that work everywhere, in each field. */
const publicAddresses = [
  ...[
    'https://api.example.com/token',
    'HTTPS://API.example.com',
    'https://api.example.com:8443/a?b=c',
    '//api.example.com/a',
  ],
  ...[
    'https://bücher.example/a',
    'https://203.0.113.5/a',
    'https://[2001:db8::1]/a',
    'https://localhost.example.com/a',
  ],
  ...['https://api.example.com/a b', ' https://api.example.com/a\n', 'https://api.example.com/@me'],
  // A server does not get the fragment, and the element ignores it when it compares endpoints.
  'https://api.example.com/a#b',
];

test('each target has paths of its own or is hosted', () => {
  assert.deepEqual(targets.map(({ id }) => id).sort(), [...withOwnPaths, ...hosted].sort());
});

describe('no problem has', () => {
  for (const name of names)
    for (const { id } of targets)
      test(`a public address as ${name} at ${id}`, () => {
        for (const address of publicAddresses) assert.equal(problemOf(id, name, address), undefined, address);
      });

  for (const name of endpoints)
    for (const id of withOwnPaths)
      test(`a path of the own site as ${name} at ${id}`, () => {
        for (const path of ownPaths) assert.equal(problemOf(id, name, path), undefined, path);
      });

  for (const name of pages)
    for (const { id } of targets)
      test(`a path of the own site, none, or a page without https as ${name} at ${id}`, () => {
        for (const path of [...ownPaths, '', ' ', 'http://www.example.com/a'])
          assert.equal(problemOf(id, name, path), undefined, path);
      });

  for (const id of withOwnPaths)
    test(`the developer’s own computer at ${id}`, () => {
      for (const name of names)
        for (const address of [
          'http://localhost:3000/token',
          'https://127.0.0.1/',
          'http://[::1]:8080/',
          '//api.localhost',
        ])
          assert.equal(problemOf(id, name, address), undefined, address);
    });

  test('an endpoint that the plugin of WordPress sets', () => {
    for (const name of endpoints) assert.equal(problemOf('wordpress', name, ''), undefined);
  });

  test('a path of an app proxy at Shopify', () => {
    for (const path of ['/apps/health/link-token', '/a/health', '/community/x', '/tools/x?y', '/pages/../apps/x'])
      assert.equal(problemOf('shopify', 'token-endpoint', path), undefined, path);
  });
});

describe('a problem has', () => {
  for (const id of hosted)
    test(`an address that visitors cannot reach at ${id}`, () => {
      for (const host of ['192.168.1.5', '10.0.0.1', '172.16.0.1', 'intranet', 'server.local'])
        assert.equal(
          problemOf(id, 'token-endpoint', `https://${host}/x`),
          `Enter the address of your token endpoint on a public server: visitors cannot reach ${host}.`,
        );
    });

  for (const { id } of targets.filter(({ id }) => id !== 'wordpress'))
    test(`an empty endpoint at ${id}`, () => {
      for (const value of ['', ' ', '\n\0\t']) {
        assert.equal(problemOf(id, 'token-endpoint', value), 'Enter the address of your token endpoint.');
        assert.equal(problemOf(id, 'endpoint', value), 'Enter the address of your connections endpoint.');
      }
    });

  for (const id of hosted.filter((id) => id !== 'shopify'))
    test(`an endpoint at a path of the own site at ${id}`, () => {
      for (const path of [...ownPaths, '/apps/health/link-token'])
        assert.equal(
          problemOf(id, 'token-endpoint', path),
          `${findTarget(id).name} does not run your server: enter the whole address of your token endpoint, beginning with https://.`,
          path,
        );
    });

  test('an endpoint at a path that Shopify does not forward', () => {
    for (const path of [
      ...ownPaths,
      '/',
      '/apps/',
      '/apps',
      '/application/x',
      'apps/x',
      '/en/apps/x',
      '/apps/../x',
      '/?/apps/x',
    ])
      assert.equal(
        problemOf('shopify', 'endpoint', path),
        'Use a path that Shopify forwards to your server, such as /apps/health/link-token, or enter the whole address of your connections endpoint, beginning with https://.',
        path,
      );
  });

  const inEachField: [address: string, problem: RegExp][] = [
    ['www.example.com', /^Begin the address of \w.* with https:\/\/\.$/],
    ['api.example.com/link-token', /^Begin the address/],
    ['api.example.com:8443/link-token', /^Begin the address/],
    ['https://', /^Correct the host name or the port in the address of \w/],
    ['https://exa mple.com', /^Correct the host name or the port/],
    ['https://api.example.com:99999', /^Correct the host name or the port/],
    ['//', /^Correct the host name or the port/],
    ['javascript:alert(1)', /^Begin the address of [\w ]+ with https:\/\/\.$/],
    ['mailto:a@example.com', /^Begin the address of/],
    ['ftp://example.com/a', /^Begin the address of/],
    ['file:///etc/hosts', /^Begin the address of/],
    ['localhost:3000/token', /^Begin the address of/],
    ['https://user:word@api.example.com/', /^Remove the user name and the password from the address of \w/],
    ['https://user@api.example.com/', /^Remove the user name/],
    ['//user:word@localhost/', /^Remove the user name/],
  ];
  for (const [address, problem] of inEachField)
    test(`${address} in each field at each target`, () => {
      for (const { id } of targets)
        for (const name of names) assert.match(problemOf(id, name, address) ?? '', problem, `${id} ${name}`);
    });

  for (const address of [
    'http://localhost:3000/a',
    'https://127.0.0.1/a',
    'http://[::1]/a',
    '//shop.localhost/a',
    'http://0.0.0.0/',
  ])
    test(`${address} at each hosted site, where visitors have other computers`, () => {
      for (const id of hosted)
        for (const name of names)
          assert.match(
            problemOf(id, name, address) ?? '',
            /^Enter the address of [\w ]+ on a public server: \S+ is each visitor’s own computer\.$/,
            `${id} ${name}`,
          );
    });

  for (const { id } of targets)
    test(`an endpoint without https at ${id}`, () => {
      for (const address of ['http://api.example.com/token', 'HTTP:\\\\api.example.com'])
        assert.match(
          problemOf(id, 'endpoint', address) ?? '',
          /^Begin the address of your connections endpoint with https:.* refuse/,
        );
    });
});

test('a text of any kind is an address or has one sentence on what to do', () => {
  const parts = fc.constantFrom(
    'https:',
    'http:',
    '//',
    '/',
    '@',
    ':',
    '[',
    ']',
    '%',
    '#',
    '?',
    'localhost',
    '\\',
    'apps',
    '.',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(parts, fc.string())).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(fc.constantFrom(...targets), fc.constantFrom(...names), texts, (target, name, text) => {
      const problem = addressProblem(target, name, text);
      if (problem !== undefined) assert.match(problem, /^[A-Z].* .*\.$/);
    }),
  );
});

describe('the choices', () => {
  const choices = {
    element: 'list',
    attributes: [
      ['endpoint', '/api/connections'],
      ['token-endpoint', 'https://api.example.com/token'],
      ['success-url', 'javascript:x'],
      ['mode', 'popup'],
    ],
    label: '',
    look: [],
  } as const;

  test('have the problems of the fields of the chosen element', () => {
    assert.deepEqual([...findAddressProblems(findTarget('wix'), choices).keys()], ['endpoint']);
    assert.deepEqual([...findAddressProblems(findTarget('html'), choices).keys()], []);
    const button = { ...choices, element: 'button' } as const;
    assert.deepEqual([...findAddressProblems(findTarget('html'), button).keys()], ['success-url']);
    const nothing = { ...choices, attributes: [] };
    assert.deepEqual([...findAddressProblems(findTarget('html'), nothing).keys()], ['endpoint', 'token-endpoint']);
  });

  test('lose only the addresses that have a problem', () => {
    assert.deepEqual(withoutProblems(choices, new Map([['endpoint', 'Mend it.']])), {
      ...choices,
      attributes: choices.attributes.filter(([name]) => name !== 'endpoint'),
    });
  });
});
