/**
 * Prepares the page for Lit. The standalone script imports this module before everything that imports Lit.
 *
 * Lit reads globals when it is loaded, and most pages do not have them. Then markup can take their place: `litHtmlVersions` is
 * the element with `id="litHtmlVersions"`, and Lit throws. So such a name gets a property of its own, which wins over markup.
 */
const litGlobals = [
  'litElementHydrateSupport',
  'litElementPolyfillSupport',
  'litElementVersions',
  'litHtmlPolyfillSupport',
  'litHtmlVersions',
  'reactiveElementPolyfillSupport',
  'reactiveElementVersions',
  'ShadyCSS',
  'ShadyDOM',
  'trustedTypes',
];

for (const name of litGlobals) {
  if (!(name in globalThis) || Object.getOwnPropertyDescriptor(globalThis, name)) continue;
  Object.defineProperty(globalThis, name, { value: undefined, writable: true, configurable: true });
}

/**
 * Explains in the console that Trusted Types of the page refuse the policy of Lit. Then Lit throws when it is loaded, and
 * nothing else of the script runs.
 */
function explainRefusal({ blockedURI, sample }: SecurityPolicyViolationEvent): void {
  if (blockedURI !== 'trusted-types-policy' || !sample.startsWith('lit-html')) return;
  console.error(
    "junction-connect: the script cannot start. Content-Security-Policy: add lit-html and junction-connect to trusted-types. If the page has another copy of Lit, also add 'allow-duplicates'.",
  );
}

addEventListener('securitypolicyviolation', explainRefusal);

/** Ends the wait for a refusal. Call it when Lit is loaded. */
export const stopExplainingRefusal = (): void => removeEventListener('securitypolicyviolation', explainRefusal);
