import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Junction, JunctionEnvironment } from '@junction-api/sdk';
import { junctionApiUrl } from '../../src/junction/api-url.js';
import { demoProviderSlugs } from '../../src/junction/demo-providers.js';
import { environments, regions } from '../../src/junction/environments.js';
import { connectionErrorTypes, junctionErrorTypes, tokenRefusals } from '../../src/junction/error-types.js';
import { historicalPullErrors, historicalPullStatuses } from '../../src/junction/historical-pull.js';
import { hostedLinkUrl, isJunctionOrigin } from '../../src/junction/link-address.js';
import { linkTokenLifeMs, listFields } from '../../src/junction/link-token.js';
import { providers } from '../../src/junction/provider-details.js';
import { nameOfProvider, providersDate, unlinkableSlugs } from '../../src/junction/providers.js';
import { returnParameterNames } from '../../src/junction/return-parameters.js';
import { sdkProviders } from '../../src/junction/sdk-providers.js';

const isSlug = (text: string) => /^[a-z][a-z0-9_]+$/.test(text);

describe("Junction's providers", () => {
  it('each have a slug and a name of their own', () => {
    for (const list of [providers.map(({ slug }) => slug), unlinkableSlugs]) {
      assert.ok(list.length > 0 && list.every(isSlug), list.join());
      assert.equal(new Set(list).size, list.length);
    }
    const names = providers.map(({ listName }) => listName);
    assert.ok(
      names.every((name) => /^[A-Za-z]/.test(name)),
      names.join(),
    );
    assert.equal(new Set(names).size, names.length);
  });

  it('that need a mobile SDK are not among those that Link connects in a web page', () => {
    assert.deepEqual(
      providers.filter(({ slug }) => unlinkableSlugs.includes(slug)),
      [],
    );
  });

  it('that need a mobile SDK each have a name of their own', () => {
    assert.deepEqual(
      [...sdkProviders.map(({ slug }) => slug), 'manual'].sort(),
      [...unlinkableSlugs].sort(),
      '`manual` is not a connection',
    );
    const names = sdkProviders.map(({ name }) => name);
    assert.ok(names.every(Boolean));
    assert.equal(new Set(names).size, names.length);
  });

  for (const file of [
    'demo/endpoints/php/server.php',
    'integrations/wordpress/junction-connect/includes/connections.php',
  ])
    it(`that need a mobile SDK are the same in ${file}`, () => {
      const list = /^const APP_PROVIDERS =(.*?);/ms.exec(readFileSync(file, 'utf8'))![1]!;
      const slugs = Array.from(list.matchAll(/'(\w+)'/g), ([, slug]) => slug);
      assert.deepEqual(slugs.sort(), [...unlinkableSlugs].sort());
    });

  it('that can have a demo connection are those of the SDK', () => {
    assert.deepEqual([...demoProviderSlugs], Object.values(Junction.DemoProviders).sort());
  });

  it('sign a person in by OAuth, by a password, or by an email address', () => {
    const slugsWith = (type: string) => providers.filter(({ authType }) => authType === type).map(({ slug }) => slug);
    assert.deepEqual(slugsWith('email'), ['freestyle_libre']);
    assert.ok(slugsWith('oauth').includes('oura'));
    const byPassword = slugsWith('password');
    for (const slug of ['dexcom', 'my_fitness_pal', 'whoop', 'peloton']) assert.ok(byPassword.includes(slug), slug);
    assert.equal(slugsWith('oauth').length + byPassword.length + 1, providers.length);
  });

  const table: [availability: string, slugs: string][] = [
    [
      'available',
      'oura garmin google_health withings polar ultrahuman wahoo cronometer freestyle_libre dexcom beurer_api eight_sleep hammerhead peloton zwift',
    ],
    ['own_app', 'strava whoop_v2 dexcom_v3'],
    ['beta', 'omron kardia'],
    ['closed', 'my_fitness_pal_v2 map_my_fitness abbott_libreview'],
    ['deprecated', 'fitbit google_fit my_fitness_pal ihealth runkeeper renpho tandem_source whoop'],
  ];
  for (const [availability, slugs] of table)
    it(`are ${availability}: ${slugs}`, () => {
      const found = providers.filter((provider) => provider.availability === availability).map(({ slug }) => slug);
      assert.deepEqual(found.sort(), slugs.split(' ').sort());
    });
  it('have no other availability', () => {
    assert.equal(table.flatMap(([, slugs]) => slugs.split(' ')).length, providers.length);
  });

  it('have a note wherever a site cannot simply offer them, in plain sentences', () => {
    for (const { slug, availability, note } of providers) {
      if (availability !== 'available') assert.ok(note, slug);
      if (note !== undefined) assert.match(note, /^[A-Z].*\.$/, slug);
    }
    const notedButAvailable = providers.filter(({ availability, note }) => availability === 'available' && note);
    assert.deepEqual(
      notedButAvailable.map(({ slug }) => slug),
      ['withings', 'freestyle_libre'],
    );
  });

  it('that are to be offered instead of others are in the list, and can be offered', () => {
    const replacements = providers.flatMap(({ slug, replacement }) => (replacement ? [[slug, replacement]] : []));
    assert.deepEqual(replacements, [
      ['fitbit', 'google_health'],
      ['whoop', 'whoop_v2'],
    ]);
    for (const [slug, replacement] of replacements) {
      const { availability } = providers.find((provider) => provider.slug === replacement)!;
      assert.ok(!['closed', 'deprecated'].includes(availability), replacement);
      assert.ok(providers.find((provider) => provider.slug === slug)!.note!.includes(replacement!), slug);
    }
  });

  it('begin with those that every team can offer', () => {
    assert.deepEqual(
      providers.slice(0, 3).map(({ slug }) => slug),
      ['oura', 'garmin', 'google_health'],
    );
  });

  it('have a dated source', () => assert.match(providersDate, /^\d{4}-\d\d-\d\d$/));

  it('have names that can be looked up by a slug', () => {
    for (const [slug, name] of [
      ['oura', 'Oura'],
      ['whoop', 'WHOOP'],
      ['a_new_one', undefined],
      ['apple_health_kit', undefined],
      [undefined, undefined],
    ])
      assert.equal(nameOfProvider(slug), name);
  });
});

describe('the words of Junction', () => {
  it('are those of its documentation', () => {
    assert.deepEqual(environments, ['production', 'sandbox']);
    assert.deepEqual(regions, ['us', 'eu']);
    assert.deepEqual(returnParameterNames, ['state', 'provider', 'error_type', 'error']);
    assert.deepEqual([...listFields], ['filter_on_providers']);
    assert.equal(linkTokenLifeMs, 60 * 60 * 1000);
  });

  it('for errors are identifiers, and those that refuse a token come first', () => {
    assert.ok(junctionErrorTypes.every(isSlug), junctionErrorTypes.join());
    assert.equal(new Set(junctionErrorTypes).size, junctionErrorTypes.length);
    assert.deepEqual(junctionErrorTypes.slice(0, 3), tokenRefusals);
    for (const type of ['user_cancelled', 'unsupported_region', 'provider_api_error', 'token_expired'] as const)
      assert.ok(junctionErrorTypes.includes(type), type);
  });
});

describe('an origin of Junction', () => {
  const origins: [origin: string, isJunction: boolean][] = [
    ['https://tryvital.io', true],
    ['https://junction.com', true],
    ['https://link.tryvital.io', true],
    ['https://link-2.eu.junction.com', true],
    ['http://link.tryvital.io', false],
    ['https://link.tryvital.io:8443', false],
    ['https://eviltryvital.io', false],
    ['https://.tryvital.io', false],
    ['https://tryvital.io.evil.example', false],
    ['https://link.tryvitalxio', false],
    ['https://link.junctionxcom', false],
    ['https://linkxtryvital.io', false],
    ['blob:https://link.tryvital.io', false],
    ['null', false],
  ];
  origins.forEach(([origin, isJunction]) => {
    it(`is ${isJunction ? '' : 'not '}${origin}`, () => assert.equal(isJunctionOrigin(origin), isJunction));
  });

  it('has the address of hosted Link, with the token in its query', () => {
    const query = { token: 'a b&c', env: 'sandbox', region: 'eu' };
    assert.equal(
      hostedLinkUrl('https://link.tryvital.io/', query),
      'https://link.tryvital.io/?token=a+b%26c&env=sandbox&region=eu',
    );
  });
});

describe('the address of the API', () => {
  const addresses = [
    ['pk_us_', JunctionEnvironment.Production],
    ['pk_eu_', JunctionEnvironment.ProductionEu],
    ['sk_us_', JunctionEnvironment.Sandbox],
    ['sk_eu_', JunctionEnvironment.SandboxEu],
  ] as const;
  for (const [prefix, address] of addresses)
    it(`is for a key that begins with ${prefix} the one that the SDK has`, () => {
      assert.equal(junctionApiUrl(`${prefix}0123456789abcdef`), address);
    });

  for (const key of ['', 'sk_', 'sk_ap_secret', 'SK_US_secret', ' sk_us_secret', 'constructor', undefined])
    it(`is unknown for the key ${JSON.stringify(key)}, and the error does not contain it`, () => {
      assert.throws(
        () => junctionApiUrl(key as string),
        ({ name, message }: Error) => {
          assert.equal(name, 'TypeError');
          assert.equal(message, 'The API key of Junction must begin with pk_us_, pk_eu_, sk_us_ or sk_eu_');
          return true;
        },
      );
    });

  for (const end of ['\n', '\r\nX: y', ' ', '…', '\0'])
    it(`is not for a key that ends with ${JSON.stringify(end)}, and the error does not contain the key`, () => {
      assert.throws(() => junctionApiUrl(`sk_us_secret${end}`), /^TypeError: The API key of Junction has a space/);
    });
});

it("Junction's error types of a connection are those of the SDK", () => {
  const ofSdk = Object.values(Junction.ClientFacingConnectionErrorDetailsErrorType);
  assert.deepEqual([...connectionErrorTypes].sort(), ofSdk.sort());
});

describe("Junction's historical pulls", () => {
  it('have the states and errors of the SDK', () => {
    assert.deepEqual([...historicalPullStatuses].sort(), Object.values(Junction.HistoricalPullStatus).sort());
    assert.deepEqual(
      [...historicalPullErrors.retrying].sort(),
      Object.values(Junction.HistoricalPullRetriableErrorDetails).sort(),
    );
    assert.deepEqual(
      [...historicalPullErrors.failure].sort(),
      Object.values(Junction.HistoricalPullNonRetriableErrorDetails).sort(),
    );
  });
});
