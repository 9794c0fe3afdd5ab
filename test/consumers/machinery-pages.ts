/** The pages of `machinery.test.ts`: the button in each of its forms, and each library. */
import type { Page } from 'playwright-core';
import type { Site } from '../support/site.js';

/** The settings of a button. */
export interface Settings {
  /** The site's own endpoint, if it is not given. */
  readonly tokenEndpoint?: string;
  /** The content of the tag. A script has none, so its label is an attribute. */
  readonly text?: string;
  readonly label?: string;
  readonly providers?: string;
  readonly mode?: string;
  /** The attributes with which a library keeps a node while it replaces the others. */
  readonly keep?: string;
}

/** A form in which a page can have the button. */
export interface Way {
  readonly name: 'placeholder' | 'element' | 'script';
  readonly markup: (settings: Settings) => string;
  /** The markup that loads the package. It is empty for the script tag, which loads the package itself. */
  readonly head: string;
  /** Selects the nodes that the author of the page has written for the button. */
  readonly selector: string;
}

const ownEndpoint = '/api/link-token';

/** Returns the script tag of the package. The attributes are the settings of the page. */
export const scriptTag = (attributes = '') => `<script src="/standalone.js" ${attributes}></script>`;

/** Returns the attributes of a button, with a prefix before their names. */
function attributesOf({ tokenEndpoint, label, providers, mode }: Settings, prefix = ''): string {
  const values = { 'token-endpoint': tokenEndpoint, label, providers, mode };
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${prefix}${name}="${value}"`)
    .join(' ');
}

export const placeholder: Way = {
  name: 'placeholder',
  markup: (settings) =>
    `<div ${settings.keep ?? ''} data-junction-connect ${attributesOf(settings, 'data-')}>${settings.text ?? ''}</div>`,
  head: scriptTag(`data-token-endpoints="${ownEndpoint}"`),
  selector: '[data-junction-connect]',
};

export const element: Way = {
  name: 'element',
  markup: ({ text, keep, ...settings }) =>
    `<junction-connect ${keep ?? ''} ${attributesOf({ tokenEndpoint: ownEndpoint, ...settings })}>${text ?? ''}</junction-connect>`,
  head: scriptTag(),
  selector: 'junction-connect',
};

export const script: Way = {
  name: 'script',
  markup: ({ text, keep, ...settings }) => {
    const attributes = attributesOf({ tokenEndpoint: ownEndpoint, label: text!, ...settings }, 'data-');
    return `<div ${keep ?? ''}>${scriptTag(attributes)}</div>`;
  },
  head: '',
  selector: 'script[data-token-endpoint]',
};

/** A library that follows links without a new document. */
export interface Router {
  readonly name: string;
  /** The markup that loads the library. */
  readonly head: string;
  readonly bodyTag?: string;
  readonly linkAttributes?: string;
  /** The attributes of a node that the library keeps while it goes to another page that has the node, too. */
  readonly keep?: string;
  /** The event at the end of a change of the page: after a link was followed, and after the way back. */
  readonly settled: string;
  /** True when the library shows a stored copy of a page until the server has answered. */
  readonly caches?: true;
  /** True when the router shows a copy of the nodes after the person has gone back, without a request to the server. */
  readonly restoresCopies?: true;
  /** Returns the address of the first page, if the app has built the pages. For the other libraries, the test writes them. */
  readonly addressOf?: (way: Way, isKept: boolean) => string;
}

const file = (path: string) => `<script src="/node_modules/${path}"></script>`;
const turboHead = file('@hotwired/turbo/dist/turbo.es2017-umd.js');

export const routers: readonly Router[] = [
  {
    name: 'Turbo',
    head: turboHead,
    keep: 'id="kept" data-turbo-permanent',
    settled: 'turbo:load',
    caches: true,
    restoresCopies: true,
  },
  {
    name: 'htmx',
    head: file('htmx.org/dist/htmx.js'),
    bodyTag: '<body hx-boost="true">',
    settled: 'htmx:afterSettle',
    restoresCopies: true,
  },
  {
    name: 'Unpoly',
    head: file('unpoly/unpoly.js'),
    linkAttributes: 'up-follow',
    settled: 'up:fragment:inserted',
  },
  {
    name: "Astro's ClientRouter",
    head: '',
    keep: 'data-astro-transition-persist="kept"',
    settled: 'astro:page-load',
    addressOf: (way, isKept) => `/dist/${isKept ? 'kept-' : ''}${way.name}/first.html`,
  },
];

/** A library that changes the nodes of a page one by one, until they match other markup. */
export interface Morpher {
  readonly name: string;
  readonly head: string;
  /** Morphs the page to the markup of its `main`. The site already serves the page with this markup. */
  readonly morph: (page: Page, main: string) => Promise<void>;
}

export const morphers: readonly [Morpher, Morpher, Morpher] = [
  {
    name: 'a page refresh of Turbo',
    head: `${turboHead}<meta name="turbo-refresh-method" content="morph">`,
    morph: (page) =>
      page.evaluate(async () => {
        const rendered = new Promise((resolve) => addEventListener('turbo:render', resolve, { once: true }));
        window.Turbo!.visit(location.href, { action: 'replace' });
        const { renderMethod } = ((await rendered) as CustomEvent<{ renderMethod: string }>).detail;
        if (renderMethod !== 'morph') throw new Error(`Turbo has not morphed the page: ${renderMethod}`);
      }),
  },
  {
    name: 'Alpine',
    head: file('@alpinejs/morph/dist/cdn.js') + file('alpinejs/dist/cdn.js').replace('src', 'defer src'),
    morph: (page, main) =>
      page.evaluate((html) => void window.Alpine!.morph(document.querySelector('main')!, html), main),
  },
  {
    name: 'idiomorph',
    head: file('idiomorph/dist/idiomorph.js'),
    morph: (page, main) =>
      page.evaluate((html) => void window.Idiomorph!.morph(document.querySelector('main')!, html), main),
  },
];

export const mainWith = (title: string, content: string) => `<main><h1>The ${title} page</h1>${content}</main>`;

/** Adds a pair of pages with links to each other. @returns the path of the first one */
export function addPages(
  site: Site,
  { head, bodyTag = '<body>', linkAttributes = '' }: Pick<Router, 'head' | 'bodyTag' | 'linkAttributes'>,
  [first, second]: readonly [string, string],
  way: Way,
): string {
  const link = (path: string, text: string) => `<a ${linkAttributes} href="${path}">${text}</a> `;
  // The site gives its pages numbers, so the addresses are known before the pages are written.
  const links = link('/page-1', 'First') + link('/page-2', 'Second');
  const add = (main: string) => site.addPage(`${bodyTag}${links}${main}</body>`, {}, way.head + head);
  const { pathname } = new URL(add(first));
  add(second);
  return pathname;
}

declare global {
  interface Window {
    readonly Turbo?: { visit(address: string, options: { action: 'replace' }): void };
    readonly Alpine?: { morph(node: Element, html: string): void };
    readonly Idiomorph?: { morph(node: Element, html: string): void };
    readonly tinymce?: {
      init(options: Record<string, unknown>): Promise<unknown>;
      readonly activeEditor: { getContent(): string; setContent(html: string): void; remove(): void };
    };
  }
}
