// @ts-check
/** Finds the addresses that cannot work at a target, and says what to do. Pure functions. */
import { isOfOwnSite, resolveAddress } from './address.js';
import { elements } from './elements.js';
import { toLine } from './escaping.js';
import { endpoints } from './markup.js';

/** @typedef {import('./snippets.js').Choices} Choices */
/** @typedef {import('./snippets.js').Target} Target */
/** @typedef {keyof typeof meanings} AddressName */

/** The attributes that are addresses, and what each is the address of. */
const meanings = {
  'token-endpoint': 'your token endpoint',
  endpoint: 'your connections endpoint',
  'return-url': 'the page to which Link returns',
  'success-url': 'the page after a success',
  'exit-url': 'the page after an exit',
  'error-url': 'the page after an error',
};

/** @type {(name: string) => name is AddressName} */
const isAddressName = (name) => Object.hasOwn(meanings, name);

/**
 * Returns what to do about each address of the chosen element that cannot work, by the name of the attribute.
 *
 * @param {Target} target
 * @param {Choices} choices
 * @returns {ReadonlyMap<string, string>}
 */
export function findAddressProblems(target, { element, attributes }) {
  const values = new Map(attributes);
  /** @type {Map<string, string>} */
  const problems = new Map();
  for (const name of Object.keys(elements[element].attributes).filter(isAddressName)) {
    const problem = addressProblem(target, name, values.get(name) ?? '');
    if (problem) problems.set(name, problem);
  }
  return problems;
}

/**
 * Returns the choices without the addresses that have a problem.
 *
 * @param {Choices} choices
 * @param {ReadonlyMap<string, string>} problems
 * @returns {Choices}
 */
export const withoutProblems = (choices, problems) => ({
  ...choices,
  attributes: choices.attributes.filter(([name]) => !problems.has(name)),
});

/**
 * Returns a sentence on what to do about an address that cannot work. Returns undefined for one that can.
 *
 * The element has the same rules in `src/link/configuration`. Here the page is not known. So an address of another origin is
 * accepted in `return-url`, where the element needs one of the page's own origin.
 *
 * @param {Target} target
 * @param {AddressName} name
 * @param {string} value as a person typed it
 */
export function addressProblem(target, name, value) {
  const meaning = meanings[name];
  const address = toLine(value);
  const isEndpoint = endpoints.includes(name);
  if (!address) return isEndpoint && !target.setsEndpoints ? `Enter the address of ${meaning}.` : undefined;
  const url = resolveAddress(address);
  if (looksLikeHost(address)) return `Begin the address of ${meaning} with https://.`;
  if (!url) return `Correct the host name or the port in the address of ${meaning}.`;
  if (!/^https?:$/.test(url.protocol)) return `Begin the address of ${meaning} with https://.`;
  if (url.username || url.password)
    return `Remove the user name and the password from the address of ${meaning}: everybody can read them in the page.`;
  if (isOfOwnSite(url)) return isEndpoint && target.isHosted ? ownPathProblem(target, meaning, url) : undefined;
  if (isLoopback(url))
    return target.isHosted
      ? `Enter the address of ${meaning} on a public server: ${url.hostname} is each visitor’s own computer.`
      : undefined;
  if (target.isHosted && isPrivate(url))
    return `Enter the address of ${meaning} on a public server: visitors cannot reach ${url.hostname}.`;
  if (isEndpoint && url.protocol === 'http:')
    return `Begin the address of ${meaning} with https://: browsers refuse a request with http from a page with https.`;
  return undefined;
}

/**
 * Returns what to do about an endpoint at a path of a hosted site.
 *
 * @param {Target} target
 * @param {string} meaning
 * @param {URL} url
 */
function ownPathProblem({ name, forwardedPaths }, meaning, { pathname }) {
  const wholeAddress = `enter the whole address of ${meaning}, beginning with https://`;
  if (!forwardedPaths) return `${name} does not run your server: ${wholeAddress}.`;
  if (forwardedPaths.pattern.test(pathname)) return undefined;
  return `Use a path that ${name} forwards to your server, such as ${forwardedPaths.example}, or ${wholeAddress}.`;
}

/**
 * Returns true for an address of the computer on which the browser runs.
 *
 * @param {URL} url
 */
const isLoopback = ({ hostname }) => /^(.+\.)?localhost$|^127\.|^0\.0\.0\.0$|^\[::1?\]$/.test(hostname);

/**
 * Returns true for a host that exists only in a private network. Source of the ranges: RFC 1918.
 *
 * @param {URL} url
 */
const isPrivate = ({ hostname }) =>
  /^10\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|\.(local|internal|lan)$/.test(hostname) || /^[^.[]+$/.test(hostname);

/**
 * Returns true for an address that begins with a host name, such as `api.example.com/link-token`. A browser takes it for a path. So
 * a path may look alike: `thanks.html` and `index.php/token` are paths.
 *
 * @param {string} address
 */
const looksLikeHost = (address) =>
  /^www\.|^([\w-]+\.)+[a-z]{2,}(:\d+)?\//i.test(address) && !/^[\w-]+\.(php|html?|aspx?|jsp|cgi)\//i.test(address);
