import { type Answer, type Client, isHtml, redirectOf } from '../web/client.js';
import { ConnectionProblem } from '../web/connection-problem.js';

/** The answer of a script's address, after its redirects, or the problem why there is none. */
export type ScriptAnswer = Answer | ConnectionProblem;

/** How many redirects of a script are followed. CDNs use one or two for an address without a version. */
const maxRedirects = 5;

/** Loads a script as a script tag of the page does. It follows redirects. */
export async function loadScript(start: URL, pageUrl: URL, client: Client): Promise<ScriptAnswer> {
  try {
    let answer = await send(start, pageUrl, client);
    for (let redirects = 0; redirects < maxRedirects; redirects += 1) {
      const target = redirectOf(answer);
      if (!target) break;
      answer = await send(target, pageUrl, client);
    }
    return answer;
  } catch (error) {
    if (error instanceof ConnectionProblem) return error;
    throw error;
  }
}

function send(url: URL, pageUrl: URL, client: Client): Promise<Answer> {
  const isOwn = url.origin === pageUrl.origin;
  return client.send(url, {
    isSignedIn: isOwn,
    headers: {
      'Sec-Fetch-Dest': 'script',
      'Sec-Fetch-Site': isOwn ? 'same-origin' : 'cross-site',
      ...(!isOwn && { Origin: pageUrl.origin }),
    },
  });
}

/** Returns the code of a script. It is empty when the address answers with something else. */
export const codeOf = (answer: ScriptAnswer): string =>
  !(answer instanceof ConnectionProblem) && answer.status === 200 && !isHtml(answer) ? answer.text : '';
