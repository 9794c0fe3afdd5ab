/**
 * The two hosts of the benchmarks: a site with a page for each contender, and the host of Link. The delays of the endpoint and
 * of Link's script can be set. Link's host has Junction's own address, so that each contender runs as published. It uses TLS, like
 * the real host, so that an early connection saves time here, too.
 */
import { createServer as createSite } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { generate } from 'selfsigned';

const linkHost = 'link.tryvital.io';

/**
 * STAND-IN for Junction's script. It adds a frame with a page, and tells the page of the benchmark when it was called. The size
 * of the real script is not known.
 */
const linkScript = `window.Vital = { create: () => ({
  open(token) {
    window.bench?.opened(token);
    const frame = document.createElement('iframe');
    Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%' });
    frame.src = 'https://${linkHost}/?token=' + token;
    document.body.append(frame);
    this.exit = this.destroy = () => frame.remove();
  },
  exit() {},
  destroy() {},
}) };`;

/** The page in Link's frame. It tells the page of the benchmark when the browser has painted it. */
const linkPage = `<!doctype html><title>Link</title><h1>Link (stand-in)</h1><script>
new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries())
    if (name === 'first-contentful-paint') parent.postMessage({ paintedAt: performance.timeOrigin + startTime }, '*');
}).observe({ type: 'paint', buffered: true });
</script>`;

/** @typedef {{ endpoint: number, script: number }} Delays The delays of the answers, in milliseconds. */

/**
 * @param {Record<string, string>} pages The HTML of each page, by its path.
 * @param {Record<string, string | Buffer>} scripts The scripts of the site, by their paths.
 */
export async function startHosts(pages, scripts) {
  /** @type {Delays} */
  const delays = { endpoint: 0, script: 0 };
  /** The requests since they were last cleared, as `METHOD host/path`, and the connections to Link's host. */
  const requests = [];

  const respond = (host) => (request, response) => {
    const { pathname } = new URL(request.url, 'https://x');
    requests.push(`${request.method} ${host}${pathname}`);
    const [delay, type, body, cache = 'no-store'] = answerTo(host, pathname);
    setTimeout(
      () =>
        response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type, 'Cache-Control': cache }).end(body),
      delay,
    );
  };

  const answerTo = (host, path) => {
    if (host === linkHost) {
      if (path === '/initialize.js') return [delays.script, 'text/javascript', linkScript, 'max-age=3600'];
      return [0, 'text/html', path === '/' ? linkPage : undefined];
    }
    if (path === '/api/link-token') return [delays.endpoint, 'application/json', '{"link_token":"bench-token-0001"}'];
    if (scripts[path]) return [0, 'text/javascript', scripts[path], 'max-age=3600'];
    return [0, 'text/html', pages[path]];
  };

  const { private: key, cert } = await generate([{ name: 'commonName', value: linkHost }]);
  const site = createSite(respond('shop'));
  const link = createSecureServer({ key, cert }, respond(linkHost));
  link.on('secureConnection', () => requests.push(`connection to ${linkHost}`));
  const [sitePort, linkPort] = await Promise.all([listen(site), listen(link)]);
  return {
    origin: `http://127.0.0.1:${sitePort}`,
    /** Chromium arguments that send requests for Junction's host to this process. */
    browserArguments: [
      `--host-resolver-rules=MAP ${linkHost}:443 127.0.0.1:${linkPort}`,
      '--ignore-certificate-errors',
    ],
    delays,
    requests,
    close() {
      for (const server of [site, link]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

const listen = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
