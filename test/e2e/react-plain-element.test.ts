import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { useChromium, visit } from '../support/chromium.js';
import { bundleForPage, type ReactMajor, reactMajors, runOnServer, versionOfReact } from '../support/react-bundle.js';
import { useSite } from '../support/site.js';
import { globalAttributes, ownAttributes } from './global-attributes.js';
import { kindsOfRefs } from './kinds-of-refs.js';

type Attributes = Readonly<Record<string, string>>;
type Both<Value> = Readonly<Record<'plain' | 'component', Value>>;

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Collects in a page what happens to both elements. `markups` has what a server has rendered. */
interface PageCode {
  readonly readRefs: () => Readonly<Record<string, Both<readonly string[]>>>;
  readonly attributeOfComponent: (
    name: string,
    values: readonly unknown[],
  ) => Record<'created' | 'followed', unknown[]>;
  readonly readAttributes: (markups: readonly Both<string>[][]) => Both<unknown>[];
}

const pageCode = `
  import { globalAttributes } from './global-attributes.ts';
  import { attributeOfComponent, attributesOfBoth, readRefs } from './react-plain-element-page.mjs';
  const readAttributes = (markups) =>
    globalAttributes.map(([name, values], index) => attributesOfBoth(name, values, markups[index][0]));
  globalThis.code = { attributeOfComponent, readAttributes, readRefs };`;

const serverCode = `
  import { createElement } from 'react';
  import { renderToString } from 'react-dom/server';
  import { globalAttributes } from './global-attributes.ts';
  import { elements } from './react-plain-element-page.mjs';
  const render = (type, name, value) => renderToString(createElement(type, { [name]: value }));
  export const markups = globalAttributes.map(([name, values]) => values.map((value) => ({
    plain: render(elements.plain, name, value),
    component: render(elements.component, name, value),
  })));`;

/** Renders both elements with each value of each attribute, as on a server. */
const renderOnServer = async (major: ReactMajor) =>
  ((await runOnServer(major, serverCode, { folder })) as { markups: Both<string>[][] }).markups;

/** Returns the attributes of the only element in the markup, without the one that the component has added. */
function attributesIn(markup: string): Attributes {
  const [element] = parseFragment(markup).childNodes as DefaultTreeAdapterTypes.Element[];
  const all = element!.attrs.map(({ name, value }) => [name, value] as const);
  return Object.fromEntries(all.filter(([name]) => name !== 'defer-hydration').sort());
}

for (const major of reactMajors) {
  describe(`the component and a plain element in React ${versionOfReact(major)}`, () => {
    let markups: Both<string>[][];
    let attributes: Both<unknown>[];
    let refs: ReturnType<PageCode['readRefs']>;
    let script: string;
    const site = useSite({
      linkAt: 'junction',
      respond: () => new Response(script, { headers: { 'Content-Type': 'text/javascript' } }),
    });
    const chromium = useChromium();
    const open = () => visit(chromium, site, site.addPage('<script src="/page.js"></script>'));
    before(async () => {
      script = await bundleForPage(major, pageCode, { folder });
      markups = await renderOnServer(major);
      const page = await open();
      attributes = await page.evaluate((markups) => code.readAttributes(markups), markups);
      refs = await page.evaluate(() => code.readRefs());
    });
    after(() => assert.deepEqual(chromium.faults.splice(0), []));

    for (const [index, [name]] of globalAttributes.entries()) {
      it(`write ${name} alike on a server`, () => {
        const read = (kind: keyof Both<unknown>) => markups[index]!.map((markup) => attributesIn(markup[kind]));
        assert.deepEqual(read('component'), read('plain'));
      });

      it(`have ${name} alike in a page`, () => {
        const { component, plain } = attributes[index]!;
        assert.equal(typeof plain, 'object', 'an exception');
        assert.deepEqual(component, plain);
      });
    }

    for (const [name, rows] of Object.entries(ownAttributes)) {
      it(`differ in ${name}: the component has the attribute whenever it is set`, async () => {
        const values = rows.map(([value]) => value);
        const page = await open();
        const found = await page.evaluate(([name, values]) => code.attributeOfComponent(name, values), [
          name,
          values,
        ] as const);
        const texts = rows.map(([, text]) => text);
        assert.deepEqual(found, { created: texts, followed: texts });
      });
    }

    for (const kind of Object.keys(kindsOfRefs)) {
      it(`treat ${kind} alike as a ref`, () => {
        const { component, plain } = refs[kind]!;
        assert.ok(Array.isArray(plain), 'an exception');
        assert.deepEqual(component, plain);
      });
    }
  });
}

declare const code: PageCode;
