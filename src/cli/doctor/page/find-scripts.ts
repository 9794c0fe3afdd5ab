import { apiKeysIn } from '../api-keys.js';
import type { Client } from '../web/client.js';
import { codeOf, loadScript, type ScriptAnswer } from './load-script.js';
import { type PluginSettings, readPluginSettings } from './plugin-settings.js';
import type { Page, Tag } from './read-page.js';
import { isCode, sourceOf } from './script-source.js';
import {
  hasPackage,
  importsIn,
  isPackageImport,
  mayNameEndpoint,
  namesElement,
  textBeforePackage,
  versionIn,
  versionInAddress,
} from './script-text.js';

/** A script tag that loads the standalone script of the package, or that should load it. */
export interface PackageScript {
  readonly tag: Tag;
  readonly url: URL;
  readonly isDelayed: boolean;
  readonly answer: ScriptAnswer;
  /** The version in the script. Undefined when the address answers with something else. */
  readonly version: string | undefined;
}

/** A copy of the package in another script: in a bundle, or by an `import`. */
export interface PackageCopy {
  /** The line of the script tag. */
  readonly line: number;
  readonly version: string | undefined;
}

/** The scripts of a page, as far as the package is concerned. */
export interface PageScripts {
  readonly packageScripts: readonly PackageScript[];
  readonly copies: readonly PackageCopy[];
  /** True when another script of the page names the element. It may load the package, or add the element. */
  readonly isInOtherScript: boolean;
  /** True when a script of the page may name endpoints, or set the property of an element. */
  readonly mayConfigurePage: boolean;
  readonly plugin: PluginSettings | undefined;
  /** The API keys of Junction in the scripts. */
  readonly apiKeys: readonly string[];
}

/** Attributes that only the script tag of the package has. */
export const scriptAttributes = ['data-token-endpoints', 'data-allowed-origins', 'data-token-endpoint'] as const;

/** How many scripts of a page are loaded: those that may be the package, and as many others. */
const maxScripts = 30;

/** How many steps of `import` are followed. Bundlers put the package into a file that the first file imports. */
const maxImportSteps = 2;

/** How many imported files are loaded. */
const maxImports = 20;

/** Code of the page, without the standalone script. */
interface Code {
  readonly tag: Tag;
  /** What relative addresses in an `import` are relative to. */
  readonly url: URL;
  readonly text: string;
  readonly isCode: boolean;
}

/** Finds the package in the scripts of a page. It loads the scripts, and does not run them. */
export async function findScripts(page: Page, client: Client): Promise<PageScripts> {
  const sources = page.scripts.flatMap((tag) => sourceOf(tag, page.baseUrl) ?? []);
  const files = sources.flatMap((source) => (source.url ? [{ ...source, url: source.url }] : []));
  const named = files.filter(isNamed).slice(0, maxScripts);
  const unnamed = files.filter((file) => !isNamed(file) && !isLanguage(file.url)).slice(0, maxScripts);
  const loaded = await Promise.all(
    [...named, ...unnamed].map(async (file) => {
      const answer = await loadScript(file.url, page.url, client);
      return { ...file, answer, version: versionIn(codeOf(answer)) };
    }),
  );
  const packageScripts = loaded.filter(
    ({ tag, url, version }) => version !== undefined || hasScriptAttribute(tag) || isPackageAddress(url),
  );
  const plugin = sources.flatMap(({ text }) => readPluginSettings(text) ?? [])[0];

  const codes: Code[] = [
    ...sources
      .filter(({ url }) => !url)
      .map((source) => ({ tag: source.tag, url: page.baseUrl, text: source.text, isCode: isCode(source) })),
    ...loaded.map(({ tag, url, answer, version }) => {
      const text = codeOf(answer);
      return { tag, url, text: version === undefined ? text : plugin ? '' : textBeforePackage(text), isCode: true };
    }),
  ];
  codes.push(...(await loadImports(codes, page, client)));

  // Browsers do not run a script with `nomodule`: it is the same code for old browsers.
  const others = codes.filter(
    ({ tag, isCode: runs }) =>
      runs && !tag.attributes.has('nomodule') && !packageScripts.some((script) => script.tag === tag),
  );
  return {
    packageScripts,
    copies: copiesIn(others, new Set(packageScripts.map(({ url }) => url.href))),
    isInOtherScript: codes.some(({ text }) => namesElement(text)),
    mayConfigurePage: codes.some(
      ({ text }) => mayNameEndpoint(text) || hasPackage(text) || (!plugin && text.includes('junctionConnectSite')),
    ),
    plugin,
    apiKeys: codes.flatMap(({ text }) => apiKeysIn(text)),
  };
}

/** Loads the modules of the same site that modules import, and what these import. */
async function loadImports(codes: readonly Code[], page: Page, client: Client): Promise<Code[]> {
  const found: Code[] = [];
  const seen = new Set(codes.map(({ url }) => url.href));
  let last = codes.filter((code) => code.isCode);
  for (let step = 0; step < maxImportSteps; step += 1) {
    const next = last.flatMap(({ tag, url, text }) =>
      importsIn(text)
        .filter((specifier) => isRelative(specifier) && URL.canParse(specifier, url))
        .map((specifier) => ({ tag, url: new URL(specifier, url) })),
    );
    const fresh = next.filter(({ url: { href } }) => !seen.has(href) && seen.add(href));
    last = await Promise.all(
      fresh.slice(0, Math.max(0, maxImports - found.length)).map(async ({ tag, url }) => {
        const text = codeOf(await loadScript(url, page.url, client));
        return { tag, url, text, isCode: true };
      }),
    );
    found.push(...last);
  }
  return found;
}

/** Returns the copies of the package in other scripts. Browsers load a module only once, however often it is named. */
function copiesIn(codes: readonly Code[], tagUrls: ReadonlySet<string>): PackageCopy[] {
  const copies = new Map<string, PackageCopy>();
  for (const { tag, url, text } of codes) {
    if (hasPackage(text)) copies.set(url.href, { line: tag.line, version: versionIn(text) });
    for (const specifier of importsIn(text).filter(
      (one) => isPackageImport(one) && !isRelative(one) && !tagUrls.has(one),
    ))
      copies.set(specifier, { line: tag.line, version: versionInAddress(specifier) });
  }
  return [...copies.values()];
}

/** Returns true for the address of a file of the same site. */
const isRelative = (specifier: string): boolean => /^\.{0,2}\/(?!\/)/.test(specifier);

const hasScriptAttribute = ({ attributes }: Tag): boolean => scriptAttributes.some((name) => attributes.has(name));

/** Language files are scripts of their own. */
const isLanguage = ({ pathname }: URL): boolean => /junction-connect.*\/languages\//.test(pathname);

/** Returns true when the tag or its address says that it is the script of the package. */
const isNamed = ({ tag, url }: { tag: Tag; url: URL }): boolean =>
  hasScriptAttribute(tag) ||
  (/junction-connect|\/standalone\.js$/i.test(url.pathname) && !url.pathname.includes('/languages/'));

const isPackageAddress = ({ pathname }: URL): boolean =>
  /\/junction-connect[^/]*\.js$|\bjunction-connect@|\/junction-connect$|\/standalone\.js$/i.test(pathname);
