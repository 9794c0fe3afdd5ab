import { attempt } from '../attempt.js';
import type { Platform, TrustedTypes } from '../platform.js';

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/**
 * Returns the address in the form that a page with Trusted Types accepts, by a policy named `junction-connect` that no other
 * code can reach. Returns the address itself where the policy cannot be made: in a browser without Trusted Types, in a page
 * that does not allow the name, or after another copy of this package. Such a page either enforces nothing, or throws where
 * the address is used.
 */
export function trustedScriptUrl(url: string, { trustedTypes }: Platform): string {
  policy ??= attempt(() => trustedTypes?.createPolicy('junction-connect', { createScriptURL: (address) => address }));
  return policy?.createScriptURL(url) ?? url;
}
