/** The comment at the beginning of the standalone script. */
const banner = /\/\*! junction-connect (\d+\.\d+\.\d+[\w.+-]*)[, ]/;

/** Returns the version of the standalone script. Undefined for other scripts. Other scripts may be before it in the same file. */
export const versionIn = (text: string): string | undefined => banner.exec(text)?.[1];

/** Returns what a file has before the standalone script, such as the code of the plugin for WordPress. */
export const textBeforePackage = (text: string): string => text.slice(0, Math.max(0, text.search(banner)));

/**
 * Returns true for a bundle with the package. Its name for the settings of the page stays as it is when code is minified. A
 * bundler may spread the package over several files, but this name is in one of them.
 */
export const hasPackage = (text: string): boolean => text.includes('junction-connect.page');

/** Returns true for code that names the element. It may add it to the page. */
export const namesElement = (text: string): boolean => text.includes('junction-connect');

/** Returns true for code that may name the endpoints of the page, or set the property of an element. */
export const mayNameEndpoint = (text: string): boolean => /\b(configurePage|tokenEndpoint|fetchToken)\b/.test(text);

/** Returns the addresses in the `import` statements of a module. */
export const importsIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:import|from)\s{0,20}\(?\s{0,20}["'`]([^"'`\s]{1,2000})["'`]/g)].map(
    ([, specifier]) => specifier!,
  );

/** Returns true for an `import` of the package itself, and not of its lists or of a language. */
export const isPackageImport = (specifier: string): boolean =>
  /(^|\/)junction-connect(@[^/]+)?($|\/(?!languages\/|server|providers|sandbox))/.test(specifier);

/** Returns the version in an address of the package, such as `https://esm.sh/junction-connect@0.1.0`. */
export const versionInAddress = (address: string): string | undefined =>
  /\bjunction-connect@(\d+\.\d+\.\d+[\w.+-]*)/.exec(address)?.[1];
