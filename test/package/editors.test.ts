import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { JunctionConnect } from 'junction-connect';
import { JunctionConnections } from 'junction-connect/connections';

type List = readonly { readonly name: string }[];

interface Manifest {
  modules: { declarations: [Element] }[];
}
interface Element extends Record<'events' | 'cssParts', List> {
  tagName: string;
  attributes: { name: string; type: { text: string } }[];
  cssProperties?: List;
}
interface WebTypes {
  version: string;
  contributions: {
    html: { elements: { name: string; attributes: List; events: List }[] };
    css: Record<'properties' | 'pseudo-elements', List>;
  };
}
interface VsCodeHtml {
  tags: { name: string; attributes: { name: string; values?: List }[] }[];
}
type VsCodeCss = Record<'properties' | 'pseudoElements', List>;

const read = <Data>(path: string) =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as Data;
const names = (list: List = []) => list.map(({ name }) => name);

describe('the data for editors', () => {
  const elements = read<Manifest>('dist/custom-elements.json').modules.map(({ declarations }) => declarations[0]);
  const { version, contributions } = read<WebTypes>('dist/web-types.json');
  const { tags } = read<VsCodeHtml>('dist/vscode.html-custom-data.json');
  const classes = { 'junction-connect': JunctionConnect, 'junction-connections': JunctionConnections };

  it("has the package's version and both tags, and no other", () => {
    assert.equal(version, JunctionConnect.version);
    for (const list of [contributions.html.elements, tags]) assert.deepEqual(names(list), Object.keys(classes));
  });

  for (const [index, [tagName, { observedAttributes }]] of Object.entries(classes).entries()) {
    const element = elements[index]!;
    const inWebTypes = contributions.html.elements[index]!;
    const inVsCode = tags[index]!;

    it(`has the attributes of <${tagName}>, and all that the element observes`, () => {
      const attributes = names(element.attributes);
      assert.equal(element.tagName, tagName);
      // Only a framework writes `defer-hydration`.
      assert.deepEqual(
        observedAttributes.filter((name) => !attributes.includes(name)),
        ['defer-hydration'],
      );
      for (const { attributes: listed } of [inWebTypes, inVsCode]) assert.deepEqual(names(listed), attributes);
    });

    it(`has the values of each attribute of <${tagName}>, for VS Code`, () => {
      for (const { name, type } of element.attributes) {
        const values = [...type.text.matchAll(/'(.*?)'/g)].map(([, value]) => value);
        assert.deepEqual(names(inVsCode.attributes.find((attribute) => attribute.name === name)?.values), values, name);
      }
    });

    it(`has the events of <${tagName}>, for JetBrains' editors`, () =>
      assert.deepEqual(names(inWebTypes.events), names(element.events)));
  }

  it('has the custom properties and the parts, for CSS', () => {
    const properties = elements.flatMap(({ cssProperties }) => names(cssProperties));
    const parts = elements.flatMap(({ cssParts }) => names(cssParts)).map((name) => `part(${name})`);
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
