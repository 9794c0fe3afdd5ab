import { junctionLinkScript } from '../../../junction/link-address.js';
import type { LaunchMode } from '../../../link/configuration/configuration.js';
import type { Report } from '../report.js';
import { allowsScript, allowsUrl, isStrictDynamic, type ScriptSource } from './match-source.js';
import { directiveFor, type Policy } from './policies.js';

/** What a page needs of its policies. docs/content-security-policy.md has the same facts. */
export interface PolicyNeeds {
  readonly page: URL;
  /** The ways in which the buttons of the page may launch Link. */
  readonly ways: ReadonlySet<LaunchMode>;
  readonly scripts: readonly ScriptSource[];
  /** The nonces on the elements themselves. */
  readonly elementNonces: readonly string[];
  readonly endpoints: readonly URL[];
}

const linkScript = new URL(junctionLinkScript);

/** Reports what each policy of the page lacks. */
export function checkPolicies(policies: readonly Policy[], needs: PolicyNeeds, report: Report): void {
  let isComplete = policies.length > 0;
  for (const policy of policies) {
    const subject = `The Content-Security-Policy${policy.isReportOnly ? '-Report-Only' : ''} (${policy.place})`;
    for (const lack of [
      ...scriptLacks(policy, needs),
      ...addressLacks(policy, needs),
      ...trustedTypesLacks(policy, needs),
      ...sandboxLacks(policy, needs),
    ]) {
      isComplete = false;
      if (policy.isReportOnly) report.note(`${subject} only reports, but as a real policy it would fail: ${lack}`);
      else report.problem(`${subject}: ${lack}`);
    }
  }
  if (isComplete) report.ok('The Content-Security-Policy allows what the element needs.');
}

function* scriptLacks(policy: Policy, { page, ways, scripts, elementNonces }: PolicyNeeds): Iterable<string> {
  const directive = directiveFor(policy, 'script-src-elem', 'script-src', 'default-src');
  if (!directive) return;
  const { name, sources } = directive;
  const nonceAdvice = isStrictDynamic(sources)
    ? `With 'strict-dynamic', put the nonce of the policy on the script tag.`
    : undefined;
  const refused = scripts.filter(
    (script) => (script.offset ?? 0) >= policy.offset && !allowsScript(sources, script, page),
  );
  for (const { url } of refused)
    yield `${name} does not allow the script of the package. ${nonceAdvice ?? `Add ${url.origin === page.origin ? "'self'" : url.origin + url.pathname} to script-src, or put the nonce of the policy on the script tag.`}`;
  if (!ways.has('embed')) return;
  const nonces = [...elementNonces, ...scripts.map(({ nonce }) => nonce)].filter((nonce) => nonce);
  const isAdded = isStrictDynamic(sources) && refused.length === 0;
  const isAllowed =
    isAdded ||
    allowsScript(sources, { url: linkScript }, page) ||
    nonces.some((nonce) => allowsScript(sources, { url: linkScript, nonce }, page));
  // Without the nonce, the package's script does not run either. That was said above.
  if (!isAllowed && !isStrictDynamic(sources))
    yield `${name} does not allow Link's script. Add ${linkScript.origin} to script-src, or put the nonce of the policy on the script tag.`;
}

function* addressLacks(policy: Policy, { page, ways, endpoints }: PolicyNeeds): Iterable<string> {
  const frames = directiveFor(policy, 'frame-src', 'child-src', 'default-src');
  if (ways.has('embed') && frames && !allowsUrl(frames.sources, new URL('/', linkScript), page))
    yield `${frames.name} does not allow Link's frame. Add ${linkScript.origin} to frame-src.`;
  const requests = directiveFor(policy, 'connect-src', 'default-src');
  for (const endpoint of endpoints)
    if (requests && !allowsUrl(requests.sources, endpoint, page))
      yield `${requests.name} does not allow the token endpoint. Add ${endpoint.origin === page.origin ? "'self'" : endpoint.origin} to connect-src.`;
}

function* trustedTypesLacks(policy: Policy, { ways, scripts }: PolicyNeeds): Iterable<string> {
  const names = policy.directives.get('trusted-types');
  if (!names) return;
  const needed = ways.has('embed') ? ['lit-html', 'junction-connect'] : ['lit-html'];
  const missing = needed.filter((name) => !names.includes(name) && !names.includes('*'));
  if (missing.length > 0) yield `trusted-types does not allow ${missing.join(' and ')}. Add it to trusted-types.`;
  else if (scripts.length > 1 && !names.some((name) => name.toLowerCase() === "'allow-duplicates'"))
    yield `the script is there twice, and trusted-types has no 'allow-duplicates'. Add it, or keep one script.`;
}

function* sandboxLacks(policy: Policy, { ways }: PolicyNeeds): Iterable<string> {
  const permissions = policy.directives.get('sandbox');
  // Browsers ignore this directive in these two places.
  if (!permissions || policy.place === '<meta>' || policy.isReportOnly) return;
  const needed = [
    'allow-scripts',
    'allow-same-origin',
    ...(ways.has('embed') ? ['allow-forms'] : []),
    ...(ways.has('popup') ? ['allow-popups', 'allow-popups-to-escape-sandbox'] : []),
  ];
  const missing = needed.filter((name) => !permissions.some((permission) => permission.toLowerCase() === name));
  if (missing.length > 0) yield `sandbox lacks ${missing.join(' ')}. Add it to sandbox.`;
}

/** Reports a header that keeps Link's frame out of the page, unless Link sends headers that Junction does not document. */
export function checkIsolation(headers: Headers, ways: ReadonlySet<LaunchMode>, report: Report): void {
  const policy = (headers.get('Cross-Origin-Embedder-Policy') ?? '').split(';')[0]!.trim().toLowerCase();
  if (ways.has('embed') && (policy === 'require-corp' || policy === 'credentialless'))
    report.note(
      `The page has Cross-Origin-Embedder-Policy: ${policy}. Link can be shown over the page only if Junction sends certain headers, and Junction does not document that. Set mode="popup" or mode="redirect".`,
    );
}
