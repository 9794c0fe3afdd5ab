import { readFileSync, writeFileSync } from 'node:fs';

/** The generated pieces that are the element's own. */
const kept = /^(import type .*?;|export type (\w+Props|CustomCssProperties) = \{.*?^\};)$/gms;

/** How an attribute has in text what a property has not. */
const inText = { number: '`${number}`', 'readonly string[]': 'string' };

/**
 * Of the generated JSX types, keeps the element's own properties. The rest declares them to frameworks that an app may not
 * have, which is an error there, and beside less than each framework's own attributes: `src/frameworks/` does that.
 *
 * @param {string} file
 */
export const jsxProps = (file) => ({
  name: 'jsx-props',
  packageLinkPhase({ customElementsManifest }) {
    const [{ members }] = customElementsManifest.modules[0].declarations;
    let types = readFileSync(file, 'utf8').match(kept).join('\n\n');
    for (const { name, type } of members) {
      const property = `JunctionConnect["${name}"]`;
      if (type?.text in inText) types = types.replaceAll(property, `${property} | ${inText[type.text]}`);
    }
    writeFileSync(file, `${types}\n`);
  },
});
