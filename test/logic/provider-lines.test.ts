import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { providerSummaries, unlinkableSlugs } from '../../src/junction/providers.js';
import { providerLines } from '../../src/link/configuration/provider-lines.js';
import { newConfiguration } from '../support/configuration.js';

const linesFor = (settings: Record<string, unknown>) => [...providerLines(newConfiguration(settings))];

const source = "as far as Junction's documentation of 2026-08-20 tells";
const replaceFitbit = `"fitbit" is deprecated, ${source}: use "google_health" instead`;
const removeRunkeeper = `"runkeeper" is deprecated, ${source}: remove it, unless Junction still offers it to you`;
const removeMapMyFitness = `"map_my_fitness" is closed, ${source}: remove it, unless Junction still offers it to you`;

const ofList = (slug: string, text: string) => [slug, `junction-connect: <junction-connect providers>: ${text}`];
const ofOne = (slug: string, text: string) => [slug, `junction-connect: <junction-connect provider>: ${text}`];

describe('the lines about the providers of an element', () => {
  const table: [what: string, settings: Record<string, unknown>, lines: unknown[]][] = [
    ['no provider', {}, []],
    ['providers that can be offered', { providers: 'oura garmin google_health', provider: 'polar' }, []],
    ['a provider that needs an OAuth application', { provider: 'strava' }, []],
    ['a beta', { providers: 'omron' }, []],
    ['a provider that is not in the table', { providers: 'a_new_one' }, []],
    ['a provider that needs a mobile SDK, which is an error anyway', { provider: 'apple_health_kit' }, []],
    ['a deprecated one, with another to offer instead', { provider: 'fitbit' }, [ofOne('fitbit', replaceFitbit)]],
    ['a deprecated one', { provider: 'runkeeper' }, [ofOne('runkeeper', removeRunkeeper)]],
    ['a closed one', { providers: ['map_my_fitness'] }, [ofList('map_my_fitness', removeMapMyFitness)]],
    [
      'a list with several',
      { providers: 'oura, Fitbit, runkeeper' },
      [ofList('fitbit', replaceFitbit), ofList('runkeeper', removeRunkeeper)],
    ],
    ['the same one twice in a list', { providers: 'fitbit fitbit' }, [ofList('fitbit', replaceFitbit)]],
    ['values that are no texts', { providers: null, provider: 7 }, []],
  ];
  for (const [what, settings, lines] of table)
    it(`are right for ${what}`, () => assert.deepEqual(linesFor(settings), lines));

  it('are about each provider that is closed or deprecated, and no other', () => {
    const slugs = [...providerSummaries.map(({ slug }) => slug), ...unlinkableSlugs];
    assert.deepEqual(
      linesFor({ providers: slugs }).map(([slug]) => slug),
      providerSummaries.filter(({ availability }) => /closed|deprecated/.test(availability)).map(({ slug }) => slug),
    );
  });
});
