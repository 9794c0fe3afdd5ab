/**
 * Markup that hides members of `document`: `<img name="body">` makes `document.body` the image. A sanitizer may let such
 * markup pass. So these tests use the functions of the prototype themselves.
 */
import { aTimeout, expect } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import '../../src/index.js';
import { configureLink } from '../../src/link/link-location.js';
import { buttonKind } from '../../src/placeholders/kinds.js';
import { showPlaceholders } from '../../src/placeholders/show-placeholders.js';
import { installFakeVital } from '../support/fake-vital.js';
import { runSession } from '../support/session-run.js';
import { json } from '../support/fake-platform.js';
import { newFakeWindow, stubOpen } from '../support/stub-open.js';

const globals = window as unknown as { Vital?: unknown };
const { body, head } = document;
const create = <Name extends keyof HTMLElementTagNameMap>(name: Name) =>
  Document.prototype.createElement.call(document, name) as HTMLElementTagNameMap[Name];

/**
 * Lit reads these functions from `document`. Without them it renders nothing. It also needs `createTreeWalker` when it is
 * loaded, and `createElement` for the first element of the page.
 */
const namesForLit = ['createComment', 'createTextNode', 'importNode'];

/** Returns all names of the members of `document`, apart from those that Lit needs. */
function memberNames(): string[] {
  const names = new Set<string>();
  for (let prototype: object | null = Document.prototype; prototype; prototype = parentOf(prototype))
    Object.getOwnPropertyNames(prototype).forEach((name) => names.add(name));
  return [...names].filter((name) => !namesForLit.includes(name));
}

const parentOf = (object: object) => Object.getPrototypeOf(object) as object | null;

/** Hides a member of `document` while `work` runs. */
async function whileHidden<T>(name: string, work: () => Promise<T>, tag: 'img' | 'form' | 'iframe' | 'object' = 'img') {
  const node = create(tag);
  node.setAttribute(tag === 'object' ? 'id' : 'name', name);
  body.append(node);
  try {
    return await work();
  } finally {
    node.remove();
  }
}

let scriptCount = 0;
/** Makes the next launch load a script in place of Link's. */
function unloadLinkScript(): void {
  delete globals.Vital;
  head.querySelectorAll('script[src*="/test/script/"]').forEach((script) => script.remove());
  const script = new URL(`/test/script/works.js?shadowed=${(scriptCount += 1)}`, location.href).href;
  configureLink({ script, origins: [] });
}

/** Adds an element, presses its button, and returns what has happened, if that is not what should happen. */
async function press(mode: string): Promise<string> {
  const element = create('junction-connect');
  element.setAttribute('mode', mode);
  element.fetchToken = async () => 'token';
  const found = recordEvents(element);
  body.append(element);
  await element.updateComplete;
  element.shadowRoot!.querySelector('button')!.click();
  const isOver = await Promise.race([element.open().then(() => true), aTimeout(3000)]);
  await element.updateComplete;
  if (!isOver) found.push('hangs');
  const { status } = element;
  element.close();
  element.remove();
  const wrong = found.filter((type) => type !== 'junction-open' && type !== 'junction-exit');
  return [...wrong, ...(status === 'open' ? [] : [status])].join(', ');
}

function recordEvents(element: JunctionConnect): string[] {
  const found: string[] = [];
  for (const type of ['junction-open', 'junction-success', 'junction-exit'])
    element.addEventListener(type, () => found.push(type));
  element.addEventListener('junction-error', ({ detail: { error } }) => found.push(error.code));
  return found;
}

describe('a page whose markup hides a member of `document`', function () {
  this.timeout(40_000);
  const uncaught: string[] = [];
  const record = (event: ErrorEvent | PromiseRejectionEvent) =>
    uncaught.push('reason' in event ? String(event.reason) : event.message);
  before(() => {
    showPlaceholders(buttonKind);
    addEventListener('error', record);
    addEventListener('unhandledrejection', record);
  });
  after(() => {
    removeEventListener('error', record);
    removeEventListener('unhandledrejection', record);
  });
  afterEach(() => delete globals.Vital);

  it('launches an embedded Link, and loads its script, whatever the member is', async () => {
    const failures: string[] = [];
    for (const name of memberNames()) {
      unloadLinkScript();
      const failure = await whileHidden(name, () => press('embed'));
      if (failure) failures.push(`${name}: ${failure}`);
    }
    expect([...failures, ...uncaught]).to.deep.equal([]);
  });

  it('launches Link in a window, whatever the member is', async () => {
    const popup = newFakeWindow();
    const openStub = stubOpen(() => popup);
    const failures: string[] = [];
    for (const name of memberNames()) {
      const failure = await whileHidden(name, () => press('popup'));
      if (failure) failures.push(`${name}: ${failure}`);
    }
    openStub.restore();
    expect([...failures, ...uncaught]).to.deep.equal([]);
  });

  it('launches Link in place of the page, whatever the member is', async () => {
    const failures: string[] = [];
    for (const name of memberNames()) {
      const answer = () => json({ link_token: 'token', link_web_url: 'https://link.tryvital.io/?token=token' });
      const { session, outcomes, platform } = runSession({ mode: 'redirect', tokenEndpoint: '/token' }, answer);
      await whileHidden(name, () => session.launch());
      if (platform.assigned.length !== 1) failures.push(`${name}: ${JSON.stringify(outcomes)}`);
      session.end('page');
    }
    expect([...failures, ...uncaught]).to.deep.equal([]);
  });

  it('shows a placeholder, whatever the member is', async () => {
    await press('popup'); // Lit has prepared its template then.
    const failures: string[] = [];
    const names = memberNames();
    const placeholders = names.map(() => create('div'));
    // One search of the page takes a while, so all names are hidden at the same time.
    const images = names.map((name) => Object.assign(create('img'), { name }));
    placeholders.forEach((placeholder) => placeholder.setAttribute('data-junction-connect', ''));
    body.append(...images, ...placeholders);
    await aTimeout(300);
    const isShown = placeholders.map((placeholder) => !!placeholder.shadowRoot?.querySelector('junction-connect'));
    [...images, ...placeholders].forEach((node) => node.remove());
    names.forEach((name, index) => isShown[index] || failures.push(name));
    expect([...failures, ...uncaught]).to.deep.equal([]);
  });

  for (const tag of ['form', 'iframe', 'object'] as const) {
    it(`launches Link also when the member is a <${tag}>`, async () => {
      for (const name of [
        'querySelectorAll',
        'createElement',
        'body',
        'head',
        'activeElement',
        'readyState',
        'baseURI',
      ]) {
        unloadLinkScript();
        expect(await whileHidden(name, () => press('embed'), tag), name).to.equal('');
      }
      expect(uncaught).to.deep.equal([]);
    });
  }

  it('launches Link also when Lit cannot render, if a script opens it', async () => {
    for (const name of namesForLit) {
      const element = create('junction-connect');
      element.setAttribute('mode', 'embed');
      const found = recordEvents(element);
      element.fetchToken = () => {
        throw new Error('no');
      };
      await whileHidden(name, async () => {
        body.append(element);
        await element.open();
        await aTimeout(0);
        element.remove();
      });
      expect(found, name).to.deep.equal(['junction-open', 'token_request_failed']);
    }
    await aTimeout(50); // Lit reports that it cannot render.
    uncaught.length = 0;
  });

  const watchedNames = [
    'elementFromPoint',
    'activeElement',
    'parentNode',
    'host',
    'visibilityState',
    'querySelectorAll',
  ];
  for (const name of watchedNames) {
    it(`watches Link, and can be used, when the member is ${name}`, async () => {
      const frames: HTMLIFrameElement[] = [];
      const vital = installFakeVital({
        duringOpen() {
          const frame = create('iframe');
          frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%';
          frames.push(frame);
          body.append(frame);
        },
      });
      const element = create('junction-connect');
      element.setAttribute('mode', 'embed');
      element.lang = 'xx'; // There are no texts in this language, so the language is searched up to the document.
      element.textContent = 'Connect';
      element.fetchToken = () => 'token';
      const found = recordEvents(element);
      body.append(element);
      await whileHidden(name, async () => {
        await element.open();
        element.firstChild!.nodeValue = 'Connect now'; // The element follows it.
        await aTimeout(700); // The first check of the page comes after half a second.
        expect(element.status).to.equal('open');
        element.remove();
        await aTimeout(200);
      });
      vital.uninstall();
      expect(found).to.deep.equal(['junction-open', 'junction-exit']);
      expect(frames.some(({ isConnected }) => isConnected)).to.equal(false);
      expect(uncaught).to.deep.equal([]);
    });
  }

  it('does not hang in a form with a field named parentNode', async () => {
    const form = create('form');
    form.innerHTML = '<input name="parentNode"><junction-connect>Connect</junction-connect>';
    body.append(form);
    const element = form.querySelector('junction-connect')!;
    await element.updateComplete;
    element.firstChild!.nodeValue = 'Connect now';
    await aTimeout(0);
    form.remove();
  });
});
