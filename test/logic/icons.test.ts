import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { SVGTemplateResult } from 'lit';
import { errorIcon, successIcon } from '../../src/element/icons.js';
import { root } from '../support/root.js';

/** The folder of the installed Lucide. */
const lucide = dirname(fileURLToPath(import.meta.resolve('lucide-static/package.json')));

const read = (file: string) => readFileSync(join(lucide, file), 'utf8');

/** Returns the shapes of a drawing: the name of each element, and its attributes in the order of their names. */
const shapesIn = (svg: string) =>
  [...svg.matchAll(/<(circle|line|path|rect|polyline|polygon|ellipse)\b([^>]*)>/g)].map(([, name, attributes]) => [
    name,
    ...[...attributes!.matchAll(/[\w-]+="[^"]*"/g)].map(([attribute]) => attribute).sort(),
  ]);

describe('an icon', () => {
  const icons: [name: string, icon: SVGTemplateResult][] = [
    ['circle-check', successIcon],
    ['circle-alert', errorIcon],
  ];
  for (const [name, { strings }] of icons) {
    it(`is the drawing of Lucide: ${name}`, () => {
      const shapes = shapesIn(read(`icons/${name}.svg`));
      assert.ok(shapes.length > 1);
      assert.deepEqual(shapesIn(strings.join('')), shapes);
    });
  }

  it('comes with the licence of Lucide, and names its version', () => {
    assert.equal(readFileSync(join(root, 'src/element/icons.LICENSE'), 'utf8'), read('LICENSE'));
    const { version } = JSON.parse(read('package.json')) as { version: string };
    assert.ok(readFileSync(join(root, 'src/element/icons.ts'), 'utf8').includes(`Icons of Lucide ${version} `));
  });
});
