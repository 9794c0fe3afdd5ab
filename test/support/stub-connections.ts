import type { ConnectionsAnswer } from '../../src/junction/connection.js';

/** A connections endpoint in the page, at any origin. The requests to other paths go to the server. */
export interface StubbedConnections {
  /** The method and the address of each request. */
  readonly requests: string[];
  /** What `GET` answers, or the status of a refusal. */
  answer: ConnectionsAnswer | number;
  restore(): void;
}

/** Replaces `window.fetch` for paths that begin with `/api/connections`. `DELETE` removes the connection from the answer. */
export function stubConnections(answer: ConnectionsAnswer): StubbedConnections {
  const original = window.fetch.bind(window);
  const stub: StubbedConnections = { requests: [], answer, restore: () => void (window.fetch = original) };
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (!url.pathname.startsWith('/api/connections')) return original(input, init);
    const method = init?.method ?? 'GET';
    stub.requests.push(`${method} ${url.href}`);
    if (typeof stub.answer === 'number') return Promise.resolve(new Response(null, { status: stub.answer }));
    if (method !== 'DELETE') return Promise.resolve(Response.json(stub.answer));
    const ended = url.searchParams.get('provider');
    const connections = stub.answer.connections.filter(({ provider }) => provider !== ended);
    stub.answer = { ...stub.answer, connections };
    return Promise.resolve(new Response(null, { status: 204 }));
  };
  return stub;
}
