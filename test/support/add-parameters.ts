/** Adds the parameters of an outcome to `redirect_url`. */
export type AddParameters = (redirectUrl: string, outcome: Record<string, string>) => string;

/** Changes the parameters of an address with `URLSearchParams`, which may change the encoding of the other parameters. */
const changeParameters = (
  redirectUrl: string,
  change: (parameters: URLSearchParams) => URLSearchParams | void,
): string => {
  const url = new URL(redirectUrl);
  url.search = String(change(url.searchParams) ?? url.searchParams);
  return url.href;
};

const forEach = (outcome: Record<string, string>, handle: (name: string, value: string) => void) =>
  Object.entries(outcome).forEach(([name, value]) => handle(name, value));

/**
 * The ways in which Junction may add its parameters to `redirect_url`. Junction documents only that it appends them. So the
 * return must work with each way.
 */
export const waysToAddParameters: Record<string, AddParameters> = {
  append: (redirectUrl, outcome) => {
    const url = new URL(redirectUrl);
    url.search += `${url.search ? '&' : '?'}${new URLSearchParams(outcome)}`;
    return url.href;
  },
  'append by URLSearchParams': (redirectUrl, outcome) =>
    changeParameters(redirectUrl, (parameters) => forEach(outcome, (name, value) => parameters.append(name, value))),
  set: (redirectUrl, outcome) =>
    changeParameters(redirectUrl, (parameters) => forEach(outcome, (name, value) => parameters.set(name, value))),
  'put first': (redirectUrl, outcome) =>
    changeParameters(redirectUrl, (parameters) => new URLSearchParams([...Object.entries(outcome), ...parameters])),
  sort: (redirectUrl, outcome) =>
    changeParameters(redirectUrl, (parameters) => {
      forEach(outcome, (name, value) => parameters.append(name, value));
      parameters.sort();
    }),
  'remove and append': (redirectUrl, outcome) =>
    changeParameters(redirectUrl, (parameters) => {
      forEach(outcome, (name) => parameters.delete(name));
      forEach(outcome, (name, value) => parameters.append(name, value));
    }),
  'text with &': (redirectUrl, outcome) => `${redirectUrl}&${new URLSearchParams(outcome)}`,
  'text with ?': (redirectUrl, outcome) => `${redirectUrl}?${new URLSearchParams(outcome)}`,
};
