import { Hono } from 'hono';
import { providerSummaries } from '../../junction/providers.js';
import { sdkProviders } from '../../junction/sdk-providers.js';
import type { SandboxIdentity } from '../identity.js';
import { initialize } from './initialize.js';
import { linkPage } from './link-page-script.js';
import { monogram } from './monogram.js';
import { styles } from './styles.js';

/** Returns the routes of the files that browsers load: the scripts, the style sheet, and the providers' logos. */
export function createAssets({ origin, basePath }: SandboxIdentity): Hono {
  const assets = new Hono();
  const serve = (path: string, type: string, body: string) =>
    assets.get(path, (context) => context.body(body, 200, { 'Content-Type': `${type}; charset=utf-8` }));

  serve('/initialize.js', 'text/javascript', scriptOf(initialize, { origin, baseUrl: origin + basePath }));
  serve('/link.js', 'text/javascript', scriptOf(linkPage));
  serve('/link.css', 'text/css', styles);
  for (const provider of [...providerSummaries, ...sdkProviders])
    assets.get(`/logo/${provider.slug}.svg`, async (context) =>
      context.body(`${await monogram(provider)}`, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' }),
    );
  return assets;
}

/**
 * Returns a script that calls the function with the value. The function uses nothing of its module, because its text runs
 * in a page. Tools that keep the names of functions (tsx, wrangler) add calls of `__name` to that text. The page has no
 * `__name`, so the script defines it.
 */
function scriptOf<Input>(run: (input: Input) => void, input?: Input): string {
  const json = input === undefined ? '' : JSON.stringify(input).replaceAll('<', '\\u003c');
  return `{ const __name = (value) => value; (${run})(${json}); }\n`;
}
