import { Hono, type HonoRequest } from 'hono';
import { clientUserId, type SiteEndpoints } from './site-endpoints.js';

/** The Junction that the demo uses: the real one, or the local one. */
export interface Junction {
  readonly name: 'local' | 'sandbox' | 'production';
  readonly region: 'us' | 'eu';
  /** One line that the server prints. */
  readonly description: string;
  /** Returns what the demo needs of Junction when its page is in the folder with this address. It has no slash at the end. */
  at(baseUrl: string): JunctionSite;
}

export interface JunctionSite extends SiteEndpoints {
  /** Answers the requests to the local Junction. Undefined for the real one, which the demo does not serve. */
  readonly answer?: (request: Request) => Promise<Response>;
}

/** The path of the local Junction, in the folder of the page. */
export const localPath = '/junction';

/** The path of the local Junction's requests for tests. */
export const controlPath = `${localPath}/_sandbox`;

/** The path of the demo's endpoints. */
export const endpointsPath = '/api';

/** The path of the script that tells the elements where Link is. */
export const linkLocationPath = '/link-location.js';

/**
 * Returns the part of the demo that answers requests: the endpoints of the demo's site, and the local Junction. It needs no
 * Node, so it also runs in a browser. It serves no files.
 *
 * @param basePath The path of the folder with the page. It has no slash at the end.
 */
export function createSite(junction: Junction, basePath = ''): Hono {
  const site = new Hono().basePath(basePath);
  const baseUrlOf = ({ url }: HonoRequest) => new URL(url).origin + basePath;

  site.all(`${localPath}/*`, ({ req }, next) => {
    const { answer } = junction.at(baseUrlOf(req));
    return answer ? answer(req.raw) : next();
  });

  site.all(`${endpointsPath}/link-token`, ({ req }) => junction.at(baseUrlOf(req)).answerLinkToken(req.raw));
  site.all(`${endpointsPath}/connections`, ({ req }) => junction.at(baseUrlOf(req)).answerConnections(req.raw));

  /** Returns the location of the local Junction's Link. Returns false for the real one, whose location the element knows. */
  const linkLocationFor = (request: HonoRequest) => {
    const baseUrl = baseUrlOf(request);
    const { origin } = new URL(baseUrl);
    return junction.name === 'local' && { script: `${baseUrl}${localPath}/initialize.js`, origins: [origin] };
  };

  // The page reads its settings here. Only the local Junction can break a connection.
  site.get(`${endpointsPath}/config`, (context) => {
    const link = linkLocationFor(context.req);
    const breakConnection = { url: `${basePath}${controlPath}/connections/error`, clientUserId };
    context.header('Cache-Control', 'no-store');
    return context.json({ junction: junction.name, region: junction.region, ...(link && { link, breakConnection }) });
  });

  // The page loads this script before that of the elements. After a return from Link, the element may launch Link again at once.
  // It has to know the location of Link by then.
  site.get(linkLocationPath, (context) => {
    const link = linkLocationFor(context.req);
    const script = `customElements.whenDefined('junction-connect').then((it) => it.configureLink(${JSON.stringify(link)}));`;
    context.header('Cache-Control', 'no-store');
    return context.body(link ? script : '', 200, { 'Content-Type': 'text/javascript' });
  });
  return site;
}
