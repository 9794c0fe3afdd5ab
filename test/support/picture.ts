/** What a picture in the documentation needs to look the same on each machine. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Browser } from 'playwright-core';
import { launchWholeChromium } from './chromium.js';
import { root } from './root.js';

const fonts = { latin: 'noto-sans/files/noto-sans-latin', hebrew: 'noto-sans-hebrew/files/noto-sans-hebrew-hebrew' };

/** The files of the fonts, by the path at which a page requests them. */
export const fontFiles = Object.fromEntries(
  Object.entries(fonts).flatMap(([name, path]) =>
    [400, 600].map((weight) => [
      `/${name}-${weight}.woff2`,
      new URL(`../../node_modules/@fontsource/${path}-${weight}-normal.woff2`, import.meta.url),
    ]),
  ),
);

/** The rules of a style sheet with these fonts: `latin` and `hebrew`. */
export const fontFaces = Object.keys(fontFiles)
  .map((path) => {
    const [, name, weight] = /^\/(\w+)-(\d+)/.exec(path)!;
    return `@font-face { font-family: '${name}'; font-weight: ${weight}; src: url(${path}) }`;
  })
  .join('\n');

/** Launches a Chromium that draws letters and colors in the same way on each machine. */
export const launchForPicture = (): Promise<Browser> =>
  launchWholeChromium(['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb']);

/** The share of pixels that may differ. Another version of Chromium smooths the edges of letters in another way. */
const tolerance = 0.0002;

/** Fails if a picture in `docs` differs from the one that was drawn now. */
export function assertSamePicture(name: string, drawn: Buffer): void {
  const advice = `If the look was meant to change, run "npm run states", and look at docs/${name} before you commit it.`;
  const expected = PNG.sync.read(readFileSync(join(root, 'docs', name)));
  const found = PNG.sync.read(drawn);
  const { width, height } = expected;
  assert.deepEqual([found.width, found.height], [width, height], `docs/${name} has another size. ${advice}`);
  const difference = new PNG({ width, height });
  const count = pixelmatch(expected.data, found.data, difference.data, width, height, { threshold: 0.02 });
  if (count <= tolerance * width * height) return;
  mkdirSync(join(root, '.tmp'), { recursive: true });
  writeFileSync(join(root, '.tmp', `difference-${name}`), PNG.sync.write(difference));
  assert.fail(`${count} pixels differ: see .tmp/difference-${name}. ${advice}`);
}
