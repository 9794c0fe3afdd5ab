import { type Answer, type Client, isHtml } from '../web/client.js';
import { ConnectionProblem } from '../web/connection-problem.js';
import type { Page, Tag } from './read-page.js';

/** A script tag that loads the standalone script of the package, or that should load it. */
export interface PackageScript {
  readonly tag: Tag;
  readonly url: URL;
  /** The answer of its address, or the problem why there is none. */
  readonly answer: Answer | ConnectionProblem;
  /** The version in the script. Undefined when the address answers with something else. */
  readonly version: string | undefined;
}

/** The scripts of a page, as far as the package is concerned. */
export interface PageScripts {
  readonly packageScripts: readonly PackageScript[];
  /** True when another script of the page contains the package, or loads it: a bundle, or an inline script. */
  readonly isInOtherScript: boolean;
  /** True when a script of the page may call `configurePage()`. */
  readonly mayConfigurePage: boolean;
}

/** Attributes that only the script tag of the package has. */
export const scriptAttributes = ['data-token-endpoints', 'data-allowed-origins', 'data-token-endpoint'] as const;

/** How many scripts of a page are loaded: those that may be the package, and as many others. */
const maxScripts = 30;

/** Finds the package in the scripts of a page. It loads the scripts, and does not run them. */
export async function findScripts(page: Page, client: Client): Promise<PageScripts> {
  const tags = page.scripts.flatMap((tag) => {
    const src = tag.attributes.get('src')?.trim();
    return src && URL.canParse(src, page.baseUrl) ? [{ tag, url: new URL(src, page.baseUrl) }] : [];
  });
  const loadAll = (some: typeof tags) =>
    Promise.all(some.map(async ({ tag, url }) => ({ tag, url, ...(await load(url, page, client)) })));

  const named = await loadAll(tags.filter(isNamed).slice(0, maxScripts));
  const isPackage = ({ tag, url, version }: (typeof named)[number]) =>
    version !== undefined ||
    hasScriptAttribute(tag) ||
    /\/junction-connect[^/]*\.js$|\bjunction-connect@|\/standalone\.js$/i.test(url.pathname);
  const packageScripts = named.filter(isPackage);
  const unnamed = tags.filter((one) => !isNamed(one)).slice(0, maxScripts);
  // With the standalone script, the other scripts say nothing new.
  const others = packageScripts.length > 0 ? [] : [...named, ...(await loadAll(unnamed))];
  packageScripts.push(...others.filter((one) => !packageScripts.includes(one) && one.version !== undefined));
  const inlineTexts = page.scripts.filter(({ attributes }) => !attributes.has('src')).map(({ text }) => text);
  const isBundle = ({ answer, version }: (typeof named)[number]) =>
    version === undefined && isScript(answer) && answer.text.includes('junction-connect');
  const isInBundle = [...packageScripts, ...others].some(isBundle);
  const isInline = inlineTexts.some((text) => /junction-connect/.test(text) && /\bimport\b|\bsrc\b/.test(text));
  return {
    packageScripts,
    isInOtherScript: isInBundle || isInline,
    // The script of the plugin for WordPress reads its settings from `junctionConnectSite`.
    mayConfigurePage:
      isInBundle || isInline || inlineTexts.some((text) => /configurePage|junctionConnectSite/.test(text)),
  };
}

const hasScriptAttribute = ({ attributes }: Tag): boolean => scriptAttributes.some((name) => attributes.has(name));

/** Returns true when the tag or its address says that it is the script of the package. Language files are scripts of their own. */
const isNamed = ({ tag, url }: { tag: Tag; url: URL }): boolean =>
  hasScriptAttribute(tag) ||
  (/junction-connect|\/standalone\.js$/i.test(url.pathname) && !url.pathname.includes('/languages/'));

async function load(
  url: URL,
  { url: pageUrl }: Page,
  client: Client,
): Promise<Pick<PackageScript, 'answer' | 'version'>> {
  const isOwn = url.origin === pageUrl.origin;
  try {
    const answer = await client.send(url, {
      isSignedIn: isOwn,
      headers: {
        'Sec-Fetch-Dest': 'script',
        'Sec-Fetch-Site': isOwn ? 'same-origin' : 'cross-site',
        ...(!isOwn && { Origin: pageUrl.origin }),
      },
    });
    return { answer, version: versionIn(answer.text) };
  } catch (error) {
    if (error instanceof ConnectionProblem) return { answer: error, version: undefined };
    throw error;
  }
}

const isScript = (answer: PackageScript['answer']): answer is Answer =>
  !(answer instanceof ConnectionProblem) && answer.status === 200 && !isHtml(answer);

/** Returns the version in the first comment of the standalone script. Other scripts may be before it in the same file. */
const versionIn = (text: string): string | undefined =>
  /\/\*! junction-connect (\d+\.\d+\.\d+[\w.+-]*)[, ]/.exec(text)?.[1];
