import { expect, nextFrame } from '@open-wc/testing';
import { languages } from '../../src/i18n/languages.js';
import { addElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

const globals = window as unknown as Record<string, unknown>;
const jsonOf = (data: unknown) => JSON.stringify(data);

describe('<junction-connect> without a script of the page’s own', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => {
    vital.uninstall();
    delete globals.layer;
  });

  it('adds the events to a data layer, without data about the person', async () => {
    const { element } = await addElement(html`
      <junction-connect data-layer="layer" provider="oura" .fetchToken=${() => token}></junction-connect>
    `);
    expect(globals.layer).to.equal(undefined);
    await element.open();
    vital.call('onError', 'incorrect_mfa_code');
    vital.call('onExit');
    vital.call('onSuccess', { provider_slug: 'oura' });
    expect(globals.layer).to.deep.equal(
      ['open', 'error', 'exit', 'success'].map((type) => ({ event: `junction_${type}`, mode: 'embed' })),
    );
  });

  it('adds to an existing data layer, and works although it throws', async () => {
    globals.layer = [{ event: 'gtm.js' }];
    const { element, types } = await addElement(
      html`<junction-connect data-layer="layer" .fetchToken=${() => token}></junction-connect>`,
    );
    await element.open();
    expect(jsonOf(globals.layer)).to.equal('[{"event":"gtm.js"},{"event":"junction_open","mode":"embed"}]');
    (globals.layer as unknown[]).push = () => {
      throw new Error('The tag manager is broken.');
    };
    vital.call('onExit');
    expect(types()).to.deep.equal(['junction-open', 'junction-exit']);
  });

  it('keeps the page when the event is prevented, or when the element was removed', async () => {
    // The addresses have only a hash, because the tests run in this page.
    const { element, types } = await addElement(
      html`<junction-connect success-url="#gone" exit-url="#gone" .fetchToken=${() => token}></junction-connect>`,
    );
    element.addEventListener('junction-exit', (event) => event.preventDefault(), { once: true });
    await element.open();
    vital.call('onExit');
    expect(location.hash).to.equal('');
    element.remove();
    vital.call('onSuccess');
    expect([types(), location.hash]).to.deep.equal([['junction-open', 'junction-exit'], '']);
  });

  it('goes to the address in success-url', async () => {
    const { element } = await addElement(
      html`<junction-connect success-url="#gone" .fetchToken=${() => token}></junction-connect>`,
    );
    await element.open();
    vital.call('onSuccess');
    expect(location.hash).to.equal('#gone');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('is not disabled by disabled="false"', async () => {
    const { element, button } = await addElement(html`<junction-connect disabled="“False”"></junction-connect>`);
    expect([element.disabled, button().disabled, element.hasAttribute('disabled')]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });
});

describe('the language of <junction-connect>', () => {
  const labels = [
    ['en-GB', 'Connect a device'],
    ['de-AT', 'Gerät verbinden'],
    ['FR', 'Connecter un appareil'],
    ['es-419', 'Conectar un dispositivo'],
    ['it', 'Collega un dispositivo'],
    ['nl', 'Apparaat koppelen'],
    ['pt-BR', 'Conectar um dispositivo'],
    ['tlh', 'Connect a device'],
  ] as const;
  it('is tested for each language that has texts', () => {
    const codes = labels.map(([lang]) => new Intl.Locale(lang).language).filter((code) => code !== 'tlh');
    expect(codes).to.have.members(Object.keys(languages));
  });
  labels.forEach(([lang, label]) => {
    it(`is that of the page: ${lang}`, async () => {
      const { button } = await addElement(html`<div lang=${lang}><junction-connect></junction-connect></div>`);
      expect(button().textContent.trim()).to.equal(label);
    });
  });

  it('is named if it is not that of the page, but not on texts of the page', async () => {
    const { element } = await addElement(html`<div lang="ja"><junction-connect connected></junction-connect></div>`);
    const languagesOfTexts = () =>
      ['[part=label]', '[part=message] span'].map((text) =>
        element.shadowRoot!.querySelector(text)!.getAttribute('lang'),
      );
    expect(languagesOfTexts()).to.deep.equal(['en', 'en']);
    element.label = 'デバイスを接続';
    await element.updateComplete;
    expect(languagesOfTexts()).to.deep.equal([null, 'en']);
    element.label = '';
    element.textContent = 'デバイスを接続';
    await nextFrame();
    expect(languagesOfTexts()).to.deep.equal([null, 'en']);
  });

  it('is found from a shadow root, and may be set on the element', async () => {
    const host = document.body.appendChild(document.createElement('div'));
    host.lang = 'de';
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<junction-connect></junction-connect>';
    const element = root.querySelector('junction-connect')!;
    await element.updateComplete;
    const label = () => element.shadowRoot!.querySelector('button')!.textContent.trim();
    expect(label()).to.equal('Gerät verbinden');
    element.lang = 'fr';
    await Promise.resolve(); // The browser calls the observer.
    await element.updateComplete;
    expect(label()).to.equal('Connecter un appareil');
    host.remove();
  });

  it('has a text for every state', async () => {
    const vital = installFakeVital();
    const { element, message } = await addElement(
      html`<junction-connect lang="de" .fetchToken=${() => token}></junction-connect>`,
    );
    const shown: string[] = [];
    const recordMessage = async () => {
      await element.updateComplete;
      shown.push(message());
    };
    const opened = element.open();
    await recordMessage();
    await opened;
    vital.call('onError', 'provider_api_error');
    await recordMessage();
    vital.call('onError', 'unsupported_region');
    await recordMessage();
    vital.call('onSuccess');
    await recordMessage();
    expect(shown).to.deep.equal([
      'Wird geöffnet …',
      'Das ging nicht. Bitte neu versuchen.',
      'In Ihrer Region nicht verfügbar.',
      'Verbunden',
    ]);
    vital.uninstall();
  });
});
