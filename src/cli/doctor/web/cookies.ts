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
    const pairs = headers.getSetCookie().map((cookie) => /^\s*([^=;]+)=([^;]*)(.*)$/s.exec(cookie));
    const cookies = this.#hosts.get(hostname) ?? new Map<string, string>();
    this.#hosts.set(hostname, cookies);
    for (const [, name = '', value = '', attributes = ''] of pairs.filter((pair) => pair !== null))
      if (isOver(attributes)) cookies.delete(name.trim());
      else cookies.set(name.trim(), value.trim());
    return pairs.map((pair) => pair?.[2] ?? '');
  }

  /** Returns the value of the header `Cookie` for an address. It is empty without a cookie. */
  headerFor({ hostname }: URL): string {
    return [...(this.#hosts.get(hostname) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** Returns true for the attributes of a cookie that is deleted. `Max-Age` comes before `Expires`. */
function isOver(attributes: string): boolean {
  const read = (name: string) => new RegExp(`;\\s*${name}\\s*=\\s*([^;]*)`, 'i').exec(attributes)?.[1];
  const maxAge = read('max-age');
  return maxAge === undefined ? Date.parse(read('expires') ?? '') <= Date.now() : Number(maxAge) <= 0;
}
