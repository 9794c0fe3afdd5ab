/**
 * The cookies that the page has set. Many sites keep a CSRF token in a session, so the endpoint accepts the token of the page
 * only together with the cookies of the page.
 *
 * Each host gets only its own cookies, whatever their path and domain. That is enough for a page and its endpoint.
 */
export class Cookies {
  readonly #hosts = new Map<string, Map<string, string>>();

  /** Keeps the cookies of an answer. Returns their values. */
  keep({ hostname }: URL, headers: Headers): string[] {
    const pairs = headers.getSetCookie().map((cookie) => /^\s*([^=;]+)=([^;]*)/.exec(cookie));
    const cookies = this.#hosts.get(hostname) ?? new Map<string, string>();
    this.#hosts.set(hostname, cookies);
    for (const [, name = '', value = ''] of pairs.filter((pair) => pair !== null))
      cookies.set(name.trim(), value.trim());
    return pairs.map((pair) => pair?.[2] ?? '');
  }

  /** Returns the value of the header `Cookie` for an address. It is empty without a cookie. */
  headerFor({ hostname }: URL): string {
    return [...(this.#hosts.get(hostname) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
