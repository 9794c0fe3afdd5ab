import type { Tag } from '../page/read-page.js';
import parseContentSecurityPolicy from 'content-security-policy-parser';

/** A Content-Security-Policy. If a page has several, a request needs the consent of each. */
export interface Policy {
  readonly directives: ReadonlyMap<string, readonly string[]>;
  /** Where the policy is, for a line about it. */
  readonly place: 'header' | '<meta>';
  /** True for a policy that only reports, and forbids nothing. */
  readonly isReportOnly: boolean;
  /** Where the policy begins in the HTML, in characters. Browsers do not apply it to scripts before it. */
  readonly offset: number;
}

/** A directive that applies to a kind of request. */
export interface Directive {
  readonly name: string;
  readonly sources: readonly string[];
}

/** Reads the policies of a page: of its headers, and of its `<meta>` tags. */
export function readPolicies(headers: Headers, metaPolicies: readonly Tag[]): Policy[] {
  // One header may have several policies, and `Headers` joins several headers in the same way.
  const inHeader = (name: string) => (headers.get(name) ?? '').split(',').filter((text) => text.trim());
  const read = (text: string, place: Policy['place'], isReportOnly: boolean, offset = 0): Policy => ({
    directives: parseContentSecurityPolicy(text),
    place,
    isReportOnly,
    offset,
  });
  return [
    ...inHeader('Content-Security-Policy').map((text) => read(text, 'header', false)),
    ...inHeader('Content-Security-Policy-Report-Only').map((text) => read(text, 'header', true)),
    ...metaPolicies.map(({ attributes, offset }) => read(attributes.get('content') ?? '', '<meta>', false, offset)),
  ];
}

/** Returns the directive for a kind of request: the first one that the policy has. Undefined when it forbids nothing. */
export function directiveFor({ directives }: Policy, ...names: readonly string[]): Directive | undefined {
  const name = names.find((one) => directives.has(one));
  return name === undefined ? undefined : { name, sources: directives.get(name)! };
}
