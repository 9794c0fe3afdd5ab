import { attempt } from './attempt.js';

/** The part of https://w3c.github.io/trusted-types/ that is used here; TypeScript's DOM library may lack it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/**
 * An address as a page that enforces Trusted Types wants it, by the policy `junction-connect`, which nobody else can get
 * hold of. Where it cannot be made (no Trusted Types, a name that the page does not allow, another copy of this package)
 * the address stays as it is: a page that enforces nothing takes it, and others throw where it is used.
 */
export function trust(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= attempt(() => trustedTypes?.createPolicy('junction-connect', { createScriptURL: (address) => address }));
  return policy?.createScriptURL(url) ?? url;
}
