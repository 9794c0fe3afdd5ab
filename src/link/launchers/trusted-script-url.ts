import { attempt } from '../attempt.js';
import type { Platform, TrustedTypes } from '../platform.js';

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/**
 * Returns the address in the form that a page with Trusted Types accepts. It uses a policy named `junction-connect`, which
 * no other code can reach. Returns the address itself when the policy cannot be created: in a browser without Trusted Types,
 * in a page that does not allow the name, or when another copy of this package has created it. Then the page either enforces
 * nothing, or throws where the address is used.
 */
export function trustedScriptUrl(url: string, { trustedTypes }: Platform): string {
  policy ??= attempt(() => trustedTypes?.createPolicy('junction-connect', { createScriptURL: (address) => address }));
  return policy?.createScriptURL(url) ?? url;
}
