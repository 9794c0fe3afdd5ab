/**
 * Explains in the console that Trusted Types of the page refuse the policy of Lit. Then Lit throws when it is loaded, and
 * nothing else of the script runs. So the script imports this module before Lit.
 */
function explain({ blockedURI, sample }: SecurityPolicyViolationEvent): void {
  if (blockedURI !== 'trusted-types-policy' || !sample.startsWith('lit-html')) return;
  console.error(
    "junction-connect: the script cannot start. Content-Security-Policy: add lit-html and junction-connect to trusted-types. If the page has another copy of Lit, also add 'allow-duplicates'.",
  );
}

addEventListener('securitypolicyviolation', explain);

/** Ends the wait for a violation. Call it when Lit is loaded. */
export const litIsLoaded = (): void => removeEventListener('securitypolicyviolation', explain);
