import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { accentProblem, contrastOf } from '../../demo/page/scripts/contrast.js';
import type { Choices } from '../../demo/page/scripts/snippets.js';

describe('the contrast', () => {
  const cases: [one: string, other: string, contrast: number][] = [
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48], // The examples of WebAIM's contrast checker.
    ['#767676', '#FFFFFF', 4.54],
    ['#0000ff', '#ffffff', 8.59],
    ['#ff0000', '#000000', 5.25],
    ['#ffff00', '#ffffff', 1.07],
  ];
  for (const [one, other, contrast] of cases)
    test(`of ${one} and ${other} is ${contrast}, in both orders`, () => {
      for (const value of [contrastOf(one, other), contrastOf(other, one)])
        assert.equal(Math.round(value! * 100) / 100, contrast);
    });

  test('of a text that is no colour does not exist', () => {
    for (const text of ['', '#fff', 'red', '#12345g', ' #123456', '#1234567'])
      assert.equal(contrastOf(text, '#ffffff'), undefined, text);
  });
});

describe('the accent', () => {
  const choose = (accent: string, appearance?: string): Choices => ({
    element: 'button',
    attributes: appearance ? [['appearance', appearance]] : [],
    label: '',
    look: [['--junction-connect-accent', accent]],
  });

  for (const [accent, ratio] of [
    ['#ffff00', '1.0'],
    ['#777777', '4.4'], // 4.48: rounded up, it would look like enough.
    ['#ff0000', '3.9'],
    ['#ffffff', '1.0'],
  ] as const)
    test(`${accent} has a problem, because a white text on it has a contrast of ${ratio}:1`, () => {
      const problem = accentProblem(choose(accent)) ?? '';
      assert.match(problem, /^Choose a darker colour\. /);
      assert.ok(problem.includes(`a contrast of ${ratio}:1.`) && problem.includes('at least 4.5:1.'), problem);
      assert.equal(accentProblem({ ...choose(accent), element: 'list' }), problem);
    });

  test('is fine if a white text on it has a contrast of 4.5:1', () => {
    for (const accent of ['#767676', '#000000', '#123456', '#0a6f68'])
      assert.equal(accentProblem(choose(accent)), undefined, accent);
    assert.equal(accentProblem({ ...choose(''), look: [] }), undefined);
  });

  test('is fine with each appearance whose text is a shade of it, or has the colour of the page', () => {
    for (const appearance of ['outlined', 'plain'])
      assert.equal(accentProblem(choose('#ffff00', appearance)), undefined, appearance);
  });

  test('is a text of any kind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (accent, appearance) => {
        assert.equal(accentProblem(choose(accent, appearance)), undefined);
      }),
    );
  });

  test('of any colour has a problem exactly if the contrast is too low, and the text says less than 4.5', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(channel, channel, channel, (...channels) => {
        const accent = `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
        const said = /contrast of (\d\.\d):1/.exec(accentProblem(choose(accent)) ?? '')?.[1];
        assert.equal(said !== undefined, contrastOf(accent, '#ffffff')! < 4.5);
        if (said) assert.ok(Number(said) < 4.5);
      }),
    );
  });
});
