import type { Environment, Region } from '../../junction/environments.js';
import { hostedLinkUrl, type LinkQuery } from '../../junction/link-address.js';
import { attempt } from '../attempt.js';
import { JunctionConnectError } from '../errors.js';
import { hostedLinkBaseUrl, isLinkAddress } from '../link-location.js';

/**
 * The token and the address that Link is shown with. Environment and region come from `link_web_url`, else from the
 * attributes.
 */
export interface LinkTarget extends LinkQuery {
  /** The address of hosted Link. It contains the token. */
  readonly address: string;
}

/**
 * Reads the answer of the token endpoint or of `fetchToken`.
 *
 * @param defaults The environment and region to use when `link_web_url` is missing or does not name them.
 * @param status The HTTP status of the answer, if there was one.
 * @throws JunctionConnectError `token_response_invalid`, which names the field and never quotes the answer.
 */
export function parseLinkTarget(
  answer: unknown,
  defaults: { readonly env: Environment; readonly region: Region },
  status?: number,
): LinkTarget {
  const { link_token, linkToken, link_web_url, linkWebUrl } = Object(answer) as Record<string, unknown>;
  const token = typeof answer === 'string' ? answer : (link_token ?? linkToken);
  const webUrl = link_web_url ?? linkWebUrl;
  const url = attempt(() => new URL(webUrl as string));
  const hasToken = typeof token === 'string' && token.trim();
  if (!hasToken || (webUrl != null && !(url && isLinkAddress(url)))) {
    const [field, advice] = hasToken
      ? [
          'link_web_url',
          "Pass on the link_web_url of Junction's answer, or allow its origin with configureLink({ origins })",
        ]
      : ['link_token', 'Answer with JSON: { "link_token": "…" }, not with a sign-in page or an error page'];
    const message = `token-endpoint or fetchToken answered without a valid ${field}. ${advice}`;
    throw new JunctionConnectError('token_response_invalid', message, { status });
  }
  const { env, region } = { ...defaults, ...Object.fromEntries(url?.searchParams ?? []) };
  const address = url?.href ?? hostedLinkUrl(hostedLinkBaseUrl(), { token, env, region });
  return { token, address, env, region };
}
