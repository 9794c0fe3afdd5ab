import { readFileSync, writeFileSync } from 'node:fs';

/** The parts of the generated file that describe this element. */
const ownTypes = /^(import type .*?;|export type (\w+Props|CustomCssProperties) = \{.*?^\};)$/gms;

/** `JunctionConnectProps` are the props of the component for React. So the generated type of that name gets another one. */
const [generatedName, ownName] = ['export type JunctionConnectProps ', 'export type JunctionConnectTagProps '];

/** What a template may pass beside the type of a property: the text of the attribute, or null for no attribute. */
const attributeTypes = {
  number: '`${number}`',
  'readonly string[]': 'string',
  'string | boolean': 'null',
  'PartialMessages | null | undefined': 'string',
};

/**
 * Keeps only the element's own properties in the generated JSX types. The rest declares the element to several
 * frameworks. That is a type error in an app that lacks one of them, and it omits attributes that a framework has for
 * every element. `src/frameworks/` declares the element instead.
 *
 * @param {string} file
 */
export const jsxProps = (file) => ({
  name: 'jsx-props',
  packageLinkPhase({ customElementsManifest }) {
    const [{ members }] = customElementsManifest.modules[0].declarations;
    let types = readFileSync(file, 'utf8').match(ownTypes).join('\n\n').replace(generatedName, ownName);
    for (const { name, type } of members) {
      const property = `JunctionConnect["${name}"]`;
      if (type?.text in attributeTypes)
        types = types.replaceAll(property, `${property} | ${attributeTypes[type.text]}`);
    }
    writeFileSync(file, `${types}\n`);
  },
});
