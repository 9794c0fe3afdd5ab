import { readFileSync, writeFileSync } from 'node:fs';

/** The parts of the generated file that describe our elements. */
const ownTypes = /^(import type .*?;|export type (\w+Props|CustomCssProperties) = \{.*?^\};)$/gms;

/** What a template may pass beside the type of a property: the text of the attribute, or null for no attribute. */
const attributeTypes = {
  number: '`${number}`',
  'readonly string[]': 'string',
  'string | boolean': 'null',
  'PartialMessages | null | undefined': 'string',
};

/** Removes each name from the imports that an earlier import has. Both elements have the events of a session. */
function withoutSecondImports(types) {
  const imported = new Set();
  return types.replace(/^import type \{(.*?)\}/gms, (_, names) => {
    const added = names.match(/\w+/g).filter((name) => !imported.has(name));
    for (const name of added) imported.add(name);
    return `import type { ${added.join(', ')} }`;
  });
}

/**
 * Keeps only the elements' own properties in the generated JSX types. The rest declares the elements to several
 * frameworks. That is a type error in an app that lacks one of them, and it omits attributes that a framework has for
 * every element. `src/frameworks/` declares the elements instead.
 *
 * @param {string} file
 */
export const jsxProps = (file) => ({
  name: 'jsx-props',
  packageLinkPhase({ customElementsManifest }) {
    let types = withoutSecondImports(readFileSync(file, 'utf8').match(ownTypes).join('\n\n'));
    for (const { declarations } of customElementsManifest.modules) {
      const [{ name: className, members }] = declarations;
      // The props of the component for React have the name that the generated type has. So this one gets another name.
      types = types.replace(`export type ${className}Props `, `export type ${className}TagProps `);
      for (const { name, type } of members) {
        const property = `${className}["${name}"]`;
        if (type?.text in attributeTypes)
          types = types.replaceAll(property, `${property} | ${attributeTypes[type.text]}`);
      }
    }
    writeFileSync(file, `${types}\n`);
  },
});
