import { returnParameterNames } from '../../junction/return-parameters.js';
import { attempt } from '../attempt.js';

/** A query and a fragment. They begin with `?` and `#`, or are empty. */
interface QueryAndFragment {
  readonly search: string;
  readonly hash: string;
}

/** The names of our parameters and of Link's. The site may have parameters with the same names. */
const reservedNames = new Set<string>(['junction_address', 'junction_session', ...returnParameterNames]);

/**
 * Returns true for a part of a query whose name is reserved, such as `&state=CA`. For some servers, `State`, `state[]` and
 * `state` are the same parameter. So these names are reserved, too.
 */
function isReserved(part: string): boolean {
  const [text = ''] = part.slice(1).split('=', 1);
  const name = attempt(() => decodeURIComponent(text)) ?? text;
  return reservedNames.has(name.replace(/\[.*/, '').toLowerCase());
}

/** Returns the parts of a query, each with the `?` or `&` before it. */
const queryParts = (search: string): string[] => search.split(/(?=&)/);

/** Returns the parts of a fragment. The first begins with `#`, the others with `?` or `&`. */
const fragmentParts = (hash: string): string[] => hash.split(/(?=[?&])/);

/** Returns the parts of a query whose names are reserved, without `?` and `&`. */
export const reservedParts = (search: string): string[] =>
  queryParts(search)
    .filter(isReserved)
    .map((part) => part.slice(1));

/** Returns a query and a fragment without the parameters with reserved names. */
export const withoutReserved = ({ search, hash }: QueryAndFragment): QueryAndFragment => ({
  search: joinUnreserved(queryParts(search)),
  hash: joinUnreserved(fragmentParts(hash)),
});

/** Joins the parts that are not reserved. When the part with the `?` or `#` is left out, the next part gets that sign. */
function joinUnreserved(parts: readonly string[]): string {
  let text = '';
  let opening = '';
  for (const part of parts) {
    if (isReserved(part)) {
      if (!part.startsWith('&')) opening = part.charAt(0);
    } else {
      text += opening && part.startsWith('&') ? opening + part.slice(1) : part;
      opening = '';
    }
  }
  return text;
}
