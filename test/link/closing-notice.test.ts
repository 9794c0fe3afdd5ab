import { expect } from '@open-wc/testing';
import { showClosingNotice } from '../../src/link/return/closing-notice.js';
import { fakePlatform, never } from '../support/fake-platform.js';

describe('the closing notice', () => {
  const { documentElement } = document;
  const { lang } = documentElement;
  let closeCount: number;
  beforeEach(() => (closeCount = 0));
  afterEach(() => {
    documentElement.lang = lang;
    dialog()?.remove();
    document.querySelector('meta[property="og:site_name"]')?.remove();
  });

  const dialog = () => document.querySelector('dialog');
  const show = (outcome: string, language = 'en') => {
    documentElement.lang = language;
    const platform = fakePlatform(never);
    Object.assign(platform, { close: () => (closeCount += 1) });
    showClosingNotice(outcome, platform);
    const [names, heading, advice] = [...dialog()!.querySelectorAll<HTMLElement>('p, h1')];
    return { names: names!, heading: heading!, advice: advice!, button: dialog()!.querySelector('button')! };
  };

  const outcomes: [outcome: string, names: string[], text: string][] = [
    ['state=success&provider=oura', ['Oura'], 'Oura is connected'],
    ['state=success&provider=a_new_provider', [], 'Connected'],
    ['state=success', [], 'Connected'],
    ['error_type=user_cancelled&provider=oura', [], 'Junction Link was closed.'],
    [
      'state=error&error_type=duplicate_connection&provider=garmin',
      ['Garmin'],
      'This account is already connected to another user of this site. Please use another account, or contact this site’s support.',
    ],
    ['state=error&error_type=unsupported_region', [], 'Not available in your region.'],
    ['state=error', [], 'That failed. Please try again.'],
    ['', [], 'That failed. Please try again.'],
  ];
  for (const [outcome, names, text] of outcomes) {
    it(`says what has happened, and names the site and the provider: ${outcome || 'nothing'}`, () => {
      const shown = show(outcome);
      expect(shown.names.textContent).to.equal([location.host, ...names].join(' · '));
      expect(shown.heading.textContent).to.equal(text);
      expect(shown.advice.textContent).to.equal('You can close this window.');
    });
  }

  it('has the name that the site gives itself', () => {
    const meta = document.head.appendChild(document.createElement('meta'));
    meta.setAttribute('property', 'og:site_name');
    meta.content = 'Ada’s Gym';
    expect(show('state=success&provider=oura').names.textContent).to.equal('Ada’s Gym · Oura');
  });

  it('has the language of the page, and says it with each text', () => {
    const { heading, advice, button, names } = show('state=success&provider=oura', 'de-CH');
    const texts = [heading, advice, button];
    expect(texts.map(({ textContent }) => textContent)).to.deep.equal([
      'Oura ist verbunden',
      'Sie können dieses Fenster schließen.',
      'Schließen',
    ]);
    expect([...new Set(texts.map(({ lang, dir }) => `${lang} ${dir}`))]).to.deep.equal(['de ltr']);
    expect([names.lang, names.dir, names.parentElement!.dir]).to.deep.equal(['', '', 'ltr']);
  });

  it('is a modal dialog with a name, and has the focus on its button', async () => {
    const { button } = show('state=success&provider=oura');
    // A label in an attribute would name the provider there.
    const name = document.getElementById(dialog()!.getAttribute('aria-labelledby')!)!;
    expect([dialog()!.matches(':modal'), dialog()!.contains(name), document.activeElement === button]).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect([name.textContent, dialog()!.outerHTML.includes('="Oura')]).to.deep.equal(['Oura is connected', false]);
    await expect(dialog()!).to.be.accessible();
  });

  it('closes the window when the person presses its button', () => {
    show('state=success').button.click();
    expect([closeCount, dialog()]).to.deep.equal([1, null]);
  });

  it('looks the same in a page with styles of its own', () => {
    const sheet = document.createElement('style');
    sheet.textContent =
      'h1 { display: none } div, p, button { visibility: hidden } dialog { padding: 0; position: static }';
    document.head.append(sheet);
    const { heading, advice, button } = show('state=success');
    expect(
      [heading, advice, button].map((element) => element.checkVisibility({ visibilityProperty: true })),
    ).to.deep.equal([true, true, true]);
    expect(getComputedStyle(dialog()!).position).to.equal('fixed');
    sheet.remove();
  });
});
