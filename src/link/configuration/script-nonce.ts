/**
 * The nonce of the script tag that has loaded this copy of the package, or ''. It is a variable of the module, so other code of
 * the page does not find the nonce here. (Such code can still read the property `nonce` of the tag.) Other copies of the
 * package do not need it, because only the first copy registers the element.
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
