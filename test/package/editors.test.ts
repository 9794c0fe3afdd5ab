import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { JunctionConnect } from 'junction-connect';

type List = readonly { readonly name: string }[];

interface Manifest {
  modules: [{ declarations: [Element] }];
}
interface Element extends Record<'events' | 'cssProperties' | 'cssParts', List> {
  tagName: string;
  attributes: { name: string; type: { text: string } }[];
}
interface WebTypes {
  version: string;
  contributions: {
    html: { elements: [{ name: string; attributes: List; events: List }] };
    css: Record<'properties' | 'pseudo-elements', List>;
  };
}
interface VsCodeHtml {
  tags: [{ name: string; attributes: { name: string; values?: List }[] }];
}
type VsCodeCss = Record<'properties' | 'pseudoElements', List>;

const read = <Data>(path: string) =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as Data;
const names = (list: List = []) => list.map(({ name }) => name);

describe('the data for editors', () => {
  const [{ declarations }] = read<Manifest>('dist/custom-elements.json').modules;
  const [element] = declarations;
  const { version, contributions } = read<WebTypes>('dist/web-types.json');
  const [inWebTypes] = contributions.html.elements;
  const [inVsCode] = read<VsCodeHtml>('dist/vscode.html-custom-data.json').tags;

  it('has the tag with its attributes, and all attributes that the element observes', () => {
    const attributes = names(element.attributes);
    // Only a framework writes `defer-hydration`.
    assert.deepEqual(
      JunctionConnect.observedAttributes.filter((name) => !attributes.includes(name)),
      ['defer-hydration'],
    );
    for (const { name, attributes: listed } of [inWebTypes, inVsCode]) {
      assert.equal(name, element.tagName);
      assert.deepEqual(names(listed), attributes);
    }
  });

  it('has the values of each attribute, for VS Code', () => {
    for (const { name, type } of element.attributes) {
      const values = [...type.text.matchAll(/'(.*?)'/g)].map(([, value]) => value);
      assert.deepEqual(names(inVsCode.attributes.find((attribute) => attribute.name === name)?.values), values, name);
    }
  });

  it("has the events and the package's version, for JetBrains' editors", () => {
    assert.equal(version, JunctionConnect.version);
    assert.deepEqual(names(inWebTypes.events), names(element.events));
  });

  it('has the custom properties and the parts, for CSS', () => {
    const properties = names(element.cssProperties);
    const parts = names(element.cssParts).map((name) => `part(${name})`);
    assert.deepEqual(names(contributions.css.properties), properties);
    assert.deepEqual(names(contributions.css['pseudo-elements']), parts);
    const vsCode = read<VsCodeCss>('dist/vscode.css-custom-data.json');
    assert.deepEqual(names(vsCode.properties), properties);
    assert.deepEqual(
      names(vsCode.pseudoElements),
      parts.map((part) => `::${part}`),
    );
  });
});
