/**
 * Explains in the console that the page's Trusted Types refuse the policy of Lit. In this case, Lit throws while it is loaded,
 * and the rest of the script does not run. So the script imports this module before Lit.
 */
function explain({ blockedURI, sample }: SecurityPolicyViolationEvent): void {
  if (blockedURI !== 'trusted-types-policy' || !sample.startsWith('lit-html')) return;
  console.error(
    "junction-connect: the script cannot start. Content-Security-Policy: add lit-html and junction-connect to trusted-types. If the page has another copy of Lit, also add 'allow-duplicates'.",
  );
}

addEventListener('securitypolicyviolation', explain);

/** Removes the listener for violations. Call it when Lit is loaded. */
export const litIsLoaded = (): void => removeEventListener('securitypolicyviolation', explain);
