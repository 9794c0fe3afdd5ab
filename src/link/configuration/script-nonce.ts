/**
 * The nonce of the script tag that has loaded this copy of the package, or ''. A variable of the module is enough: the first
 * copy registers the element, and its own tag has the nonce. So no other code of the page finds the nonce here. It could
 * read the property `nonce` of the tag, though.
 */
let scriptNonce = '';

/**
 * Keeps the nonce of a script tag for Link's script. The first nonce stays. A visit of Turbo or a similar library may bring
 * a tag with the nonce of another response, and the policy of this document does not allow that one.
 */
export function keepScriptNonce(nonce: string | undefined): void {
  scriptNonce ||= nonce ?? '';
}

/** Returns the nonce for Link's script tag when the element has none of its own. */
export const readScriptNonce = (): string => scriptNonce;
