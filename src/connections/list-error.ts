/**
 * The problems that the element shows to the person. There is a text for each of them.
 *
 * - `signedOut`: nobody is signed in at the site.
 * - `offline`: the browser has no network.
 * - `busy`: too many requests.
 * - `failed`: the endpoint did not answer. It may answer later.
 * - `unavailable`: only the site's owner can solve the problem.
 * - `refused`: the site refuses to end the connection.
 */
export type ListProblem = 'signedOut' | 'offline' | 'busy' | 'failed' | 'unavailable' | 'refused';

/**
 * The error of a request to the connections endpoint. Its message is for the site's owner, and contains nothing from an answer.
 */
export class ListError extends Error {
  readonly problem: ListProblem;

  constructor(problem: ListProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/** Returns the error for an answer of the endpoint with an error status. */
export const statusError = (status: number, method: 'GET' | 'DELETE'): ListError =>
  new ListError(
    problemOfStatus(status, method),
    `endpoint answered ${method} with HTTP ${status}. ${adviceFor(status, method)}`,
  );

function problemOfStatus(status: number, method: 'GET' | 'DELETE'): ListProblem {
  if (status === 401 || status === 419) return 'signedOut';
  if (status === 429) return 'busy';
  if (status === 408 || status >= 500) return 'failed';
  return method === 'DELETE' ? 'refused' : 'unavailable';
}

/** Returns what the site's owner can do. */
function adviceFor(status: number, method: 'GET' | 'DELETE'): string {
  switch (status) {
    case 401:
      return 'It says that nobody is signed in. Check that the endpoint gets the cookie (credentials) or the headers';
    case 403:
      return method === 'DELETE'
        ? 'It does not let this person end the connection. Check the option canDisconnect of createConnectionsHandler, csrf-token and csrf-header'
        : 'It refuses this page or this person. Check which origins it allows';
    case 404:
    case 405:
      return `Check its address, and that the server has a route for ${method} there`;
    case 409:
      return "The site's own function onDisconnect did not let the connection end. See the error that onError gets";
    case 419:
      return 'Check csrf-token and csrf-header';
    case 429:
      return 'It got too many requests. Check its limit, or wait';
    default:
      return 'See the log of its server, and the error that onError of createConnectionsHandler gets';
  }
}
