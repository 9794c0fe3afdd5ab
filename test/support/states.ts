import { readFileSync } from 'node:fs';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { MessageKey } from '../../src/i18n/messages.js';

type Element = HTMLElementTagNameMap['junction-connect'];

/** A state that an element can show, and how a page comes to it. */
export interface State {
  readonly name: string;
  readonly properties?: Partial<Pick<Element, 'provider' | 'connected' | 'disabled' | 'mode'>>;
  /** What the token endpoint answers: a token, a status, or nothing. The default is a token. */
  readonly answer?: 'token' | 'never' | 'offline' | number;
  /** `blocked` if the browser opens no window. */
  readonly windows?: 'blocked';
  /** `blocked` if Link's script does not load. */
  readonly link?: 'blocked';
  /** The number of times that the person presses. The default is 0. */
  readonly presses?: number;
  /** The callbacks that Link calls after the last press, each with its argument. */
  readonly reports?: readonly (readonly ['onSuccess' | 'onError' | 'onExit', metadata?: Record<string, string>])[];
  /** The keys of the texts that the message shows, in their order. */
  readonly shows: readonly MessageKey[];
}

/** Returns the state after Link has reported an error, and the person has closed Link. */
const errorOfLink = (name: string, errorType: string, key: MessageKey): State => ({
  name,
  presses: 1,
  reports: [['onError', { error_type: errorType }], ['onExit']],
  shows: [key],
});

/** Every state that the element can show. */
export const states: readonly State[] = [
  { name: 'idle', shows: [] },
  { name: 'disabled', properties: { disabled: true }, shows: [] },
  { name: 'loading', properties: { mode: 'popup' }, answer: 'never', presses: 1, shows: ['loading'] },
  { name: 'open in a window', properties: { mode: 'popup' }, presses: 1, shows: ['window', 'showWindow'] },
  { name: 'link to a window', properties: { mode: 'auto' }, link: 'blocked', presses: 1, shows: ['openLink'] },
  {
    name: 'window blocked',
    properties: { mode: 'popup' },
    windows: 'blocked',
    presses: 1,
    shows: ['blocked', 'openLink'],
  },
  {
    name: 'no windows at all',
    properties: { mode: 'popup' },
    windows: 'blocked',
    presses: 2,
    shows: ['blocked', 'openLinkHere'],
  },
  { name: 'connected', properties: { connected: true }, shows: ['connected'] },
  {
    name: 'connected with Google Health',
    properties: { provider: 'google_health' },
    presses: 1,
    reports: [['onSuccess', { provider_slug: 'google_health' }], ['onExit']],
    shows: ['connectedProvider'],
  },
  { name: 'exited', presses: 1, reports: [['onExit']], shows: ['exited'] },
  { name: 'try again', answer: 500, presses: 1, shows: ['tryAgain'] },
  { name: 'offline', answer: 'offline', presses: 1, shows: ['offline'] },
  { name: 'busy', answer: 429, presses: 1, shows: ['busy'] },
  { name: 'sign in', answer: 401, presses: 1, shows: ['signIn'] },
  errorOfLink('denied', 'required_scopes_not_granted', 'denied'),
  errorOfLink('credentials', 'provider_credential_error', 'credentials'),
  errorOfLink('linked elsewhere', 'duplicate_connection', 'linkedElsewhere'),
  errorOfLink('region', 'unsupported_region', 'region'),
  { name: 'unavailable', answer: 403, presses: 1, shows: ['unavailable'] },
];

/** Returns the state with this name. */
export function state(name: string): State {
  const found = states.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no state "${name}"`);
  return found;
}

declare global {
  interface Window {
    /** Brings an element into a state. `state-page.js` defines it. */
    enterState(element: Element, state: State): Promise<void>;
    /** True while the fake Link is open. */
    isLinkOpen?: boolean;
  }
}

const origin = 'http://states.localhost';

const dist = new URL('../../dist/', import.meta.url);

const scripts: Readonly<Record<string, URL>> = {
  '/standalone.js': new URL('standalone.js', dist),
  '/he.js': new URL('languages/he.js', dist),
};

export interface StatesPageOptions {
  readonly body: string;
  readonly head?: string;
  /** The files that the page loads in addition to the scripts of the package, by their path. */
  readonly files?: Readonly<Record<string, URL>>;
  /** False if the page loads the package later. */
  readonly hasScript?: boolean;
}

/** Opens a page with markup, the standalone script, and `enterState`. The page sends no request to any server. */
export async function openStatesPage(
  context: BrowserContext,
  { body, head = '', files = {}, hasScript = true }: StatesPageOptions,
): Promise<Page> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== origin) return route.abort();
    const { pathname } = url;
    const file = scripts[pathname] ?? files[pathname];
    if (file) return route.fulfill({ path: file.pathname });
    const script = hasScript ? '<script src="/standalone.js"></script><script src="/he.js"></script>' : '';
    await route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>States</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${head}${script}<body>${body}</body></html>`,
    });
  });
  const page = await context.newPage();
  await page.addInitScript(readFileSync(new URL('state-page.js', import.meta.url), 'utf8'));
  await page.goto(origin);
  return page;
}

/** Brings each of several elements into its state, one after the other. Then nothing in the page has the focus. */
export async function enterStates(
  page: Page,
  elements: readonly (readonly [selector: string, state: State])[],
): Promise<void> {
  await page.evaluate(async (entries) => {
    for (const [selector, next] of entries) await window.enterState(document.querySelector<Element>(selector)!, next);
    (document.activeElement as HTMLElement | null)?.blur();
  }, elements);
}

/** Makes the browser show the buttons of elements as during a press, or under a pointer, or with the focus. */
export async function forcePseudoClasses(
  page: Page,
  selectors: readonly string[],
  forcedPseudoClasses: ('hover' | 'active' | 'focus' | 'focus-visible')[],
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  for (const selector of selectors) {
    const nodeId = await buttonIn(session, root.nodeId, selector);
    await session.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses });
  }
}

async function buttonIn(session: CDPSession, documentId: number, selector: string): Promise<number> {
  const host = await session.send('DOM.querySelector', { nodeId: documentId, selector });
  const { node } = await session.send('DOM.describeNode', { nodeId: host.nodeId, depth: 1, pierce: true });
  const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.shadowRoots![0]!.backendNodeId });
  const { nodeId } = await session.send('DOM.requestNode', { objectId: object.objectId! });
  const button = await session.send('DOM.querySelector', { nodeId, selector: '[part="button"]' });
  return button.nodeId;
}
