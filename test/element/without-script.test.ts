import { expect, nextFrame } from '@open-wc/testing';
import { languages } from '../../src/i18n/languages.js';
import { connectElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

const globals = window as unknown as Record<string, unknown>;
const texts = (data: unknown) => JSON.stringify(data);

describe('<junction-connect> without a script of the page’s own', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => {
    vital.uninstall();
    delete globals.layer;
  });

  it('tells a data layer the events, and nothing of the person', async () => {
    const { element } = await connectElement(html`
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

  it('adds to the data layer that is there, and survives one that throws', async () => {
    globals.layer = [{ event: 'gtm.js' }];
    const { element, types } = await connectElement(
      html`<junction-connect data-layer="layer" .fetchToken=${() => token}></junction-connect>`,
    );
    await element.open();
    expect(texts(globals.layer)).to.equal('[{"event":"gtm.js"},{"event":"junction_open","mode":"embed"}]');
    (globals.layer as unknown[]).push = () => {
      throw new Error('The tag manager is broken.');
    };
    vital.call('onExit');
    expect(types()).to.deep.equal(['junction-open', 'junction-exit']);
  });

  it('goes nowhere when that is prevented, or when the element has gone', async () => {
    // A page that left would take the tests along.
    const { element, types } = await connectElement(
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

  it('goes where its attribute says', async () => {
    const { element } = await connectElement(
      html`<junction-connect success-url="#gone" .fetchToken=${() => token}></junction-connect>`,
    );
    await element.open();
    vital.call('onSuccess');
    expect(location.hash).to.equal('#gone');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('is not disabled by disabled="false"', async () => {
    const { element, button } = await connectElement(html`<junction-connect disabled="“False”"></junction-connect>`);
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
  it('is any that has texts', () => {
    const codes = labels.map(([lang]) => new Intl.Locale(lang).language).filter((code) => code !== 'tlh');
    expect(codes).to.have.members(Object.keys(languages));
  });
  labels.forEach(([lang, label]) => {
    it(`is that of the page: ${lang}`, async () => {
      const { button } = await connectElement(html`<div lang=${lang}><junction-connect></junction-connect></div>`);
      expect(button().textContent.trim()).to.equal(label);
    });
  });

  it('is named where it is not that of the page, and not for what the page says', async () => {
    const { element } = await connectElement(html`<div lang="ja"><junction-connect></junction-connect></div>`);
    const spoken = (part: string) => element.shadowRoot!.querySelector(`[part=${part}]`)!.getAttribute('lang');
    expect([spoken('label'), spoken('message')]).to.deep.equal(['en', 'en']);
    element.label = 'デバイスを接続';
    await element.updateComplete;
    expect([spoken('label'), spoken('message')]).to.deep.equal([null, 'en']);
    element.label = '';
    element.textContent = 'デバイスを接続';
    await nextFrame();
    expect([spoken('label'), spoken('message')]).to.deep.equal([null, 'en']);
  });

  it('reaches into shadow roots, may be its own, and is followed at the next render', async () => {
    const host = document.body.appendChild(document.createElement('div'));
    host.lang = 'de';
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<junction-connect></junction-connect>';
    const element = root.querySelector('junction-connect')!;
    await element.updateComplete;
    const label = () => element.shadowRoot!.querySelector('button')!.textContent.trim();
    expect(label()).to.equal('Gerät verbinden');
    element.lang = 'fr';
    element.requestUpdate();
    await element.updateComplete;
    expect(label()).to.equal('Connecter un appareil');
    host.remove();
  });

  it('tells every state', async () => {
    const vital = installFakeVital();
    const { element, message } = await connectElement(
      html`<junction-connect lang="de" .fetchToken=${() => token}></junction-connect>`,
    );
    const shown: string[] = [];
    const show = async () => {
      await element.updateComplete;
      shown.push(message());
    };
    const opened = element.open();
    await show();
    await opened;
    vital.call('onError', 'provider_api_error');
    await show();
    vital.call('onError', 'unsupported_region');
    await show();
    vital.call('onSuccess');
    await show();
    expect(shown).to.deep.equal([
      'Wird geöffnet …',
      'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
      'Nicht verfügbar. Bitte wenden Sie sich an den Support dieser Website.',
      'Verbunden',
    ]);
    vital.uninstall();
  });
});
