/** What the token endpoint costs a server, beside a handler that only calls Junction's SDK. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

const serverFile = fileURLToPath(new URL('endpoint-server.mjs', import.meta.url));

/** The requests before the measurement, in which Node compiles the code. */
const warmUpRequests = 10_000;

const nextMessage = (child) =>
  new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The server of the token endpoint has ended with code ${code}`)));
  });

/**
 * Sends requests to both handlers, one after the other, in several rounds. Each handler has a process of its own.
 *
 * @returns {Promise<Record<'handler' | 'sdk', { rate: number[], p99: number[], heapGrowth: number }>>} requests a second,
 *   milliseconds, and bytes over all requests
 */
export async function measureEndpoint(requestsPerRound, rounds) {
  const names = ['handler', 'sdk'];
  const children = names.map((name) => fork(serverFile, [name]));
  const ports = await Promise.all(children.map(async (child) => (await nextMessage(child)).port));
  const readHeap = (index) => {
    children[index].send('heap');
    return nextMessage(children[index]).then(({ heap }) => heap);
  };
  const run = (index, amount) =>
    autocannon({
      url: `http://127.0.0.1:${ports[index]}/api/link-token`,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: `http://127.0.0.1:${ports[index]}` },
      body: '{"filter_on_providers":["oura"]}',
      connections: 10,
      amount,
      sampleInt: 50, // It ends at the end of a sample.
    });
  try {
    const results = Object.fromEntries(names.map((name) => [name, { rate: [], p99: [], heapGrowth: 0 }]));
    for (const index of names.keys()) await run(index, warmUpRequests);
    const heaps = await Promise.all(names.map((_name, index) => readHeap(index)));
    for (let round = 0; round < rounds; round += 1) {
      const turns = [...names.entries()];
      for (const [index, name] of round % 2 ? turns.reverse() : turns) {
        const { start, finish, latency, non2xx, errors } = await run(index, requestsPerRound);
        if (non2xx + errors > 0) throw new Error(`${name}: ${non2xx + errors} requests have failed`);
        results[name].rate.push(requestsPerRound / ((finish - start) / 1000));
        results[name].p99.push(latency.p99);
      }
    }
    for (const [index, name] of names.entries()) results[name].heapGrowth = (await readHeap(index)) - heaps[index];
    return results;
  } finally {
    for (const child of children) child.send('stop');
  }
}
