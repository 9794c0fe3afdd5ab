import { createSandbox } from 'junction-connect/sandbox';
import { type Junction, type JunctionSite, localPath } from './site.js';
import { createSiteEndpoints, type SiteClient } from './site-endpoints.js';

/** The address of the local Junction's API, and the function that answers the requests to it. */
export interface LocalApi {
  readonly baseUrl: string;
  readonly answer: (request: Request) => Promise<Response>;
}

/**
 * Returns the local Junction. It makes one sandbox for each address of the page's folder, because the answers of a sandbox
 * contain its address, and the demo can be reached by three host names.
 *
 * @param createClient Returns a client that the endpoints of the demo's site use
 */
export function localJunction(createClient: (api: LocalApi) => SiteClient): Junction {
  const sites = new Map<string, JunctionSite>();
  const createSite = (pageFolderUrl: string): JunctionSite => {
    const baseUrl = pageFolderUrl + localPath;
    const { origin, pathname } = new URL(baseUrl);
    const answer = createSandbox({ origin, basePath: pathname, providerParameter: true });
    return { answer, ...createSiteEndpoints(createClient({ baseUrl, answer })) };
  };
  return {
    name: 'local',
    region: 'us',
    description: 'a local stand-in; nothing leaves this machine',
    at(baseUrl) {
      const site = sites.get(baseUrl) ?? createSite(baseUrl);
      sites.set(baseUrl, site);
      return site;
    },
  };
}
