import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { JunctionConnect } from '../../src/index.js';
import { addElementAfterScript } from '../../src/placeholders/add-element-after-script.js';
import { readPageSettings } from '../../src/placeholders/script-tag.js';
import { buttonKind } from '../../src/placeholders/kinds.js';
import { showPlaceholders } from '../../src/placeholders/show-placeholders.js';
import { resetPageSettings } from '../support/configuration.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { searched } from '../support/wait.js';

// The same server with another host name is another origin. It records requests, and allows other origins.
const otherHost = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
const otherOrigin = `${location.protocol}//${otherHost}:${location.port}`;
const foreign = `${otherOrigin}/test/token?answer=snake&cors`;
const own = '/test/token?answer=snake';

const withAttributes = (attributes: Record<string, string>, element = document.createElement('junction-connect')) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

/** Launches Link. Returns the code of the error, or `open`. */
async function outcomeOf(element: JunctionConnect): Promise<string> {
  const failed = oneEvent<CustomEvent<{ error: { code: string } }>>(document, 'junction-error');
  const outcome = await Promise.race([
    failed.then(({ detail }) => detail.error.code),
    element.open().then(() => element.status),
  ]);
  element.close();
  return outcome;
}

describe('an endpoint of another origin', () => {
  let vital: FakeVital;
  let root: HTMLElement;
  before(() => showPlaceholders(buttonKind));
  beforeEach(async () => {
    vital = installFakeVital();
    root = await fixture<HTMLElement>(html`<main></main>`);
  });
  afterEach(() => {
    vital.uninstall();
    resetPageSettings();
  });

  /** Adds an element to the page. */
  const add = (element: JunctionConnect) => (root.append(element), element);
  const query = () => root.querySelector('junction-connect')!;
  let earlyCount = 0;
  /** Returns an element that the page has before the script is loaded. `upgrade` has the effect of the script. */
  const addEarly = () => {
    const name = `junction-connect-untrusted-${(earlyCount += 1)}`;
    const element = document.createElement(name) as JunctionConnect;
    root.append(element);
    return { element, upgrade: () => customElements.define(name, class extends JunctionConnect {}) };
  };

  const fromMarkup: [how: string, create: () => JunctionConnect][] = [
    [
      'innerHTML',
      () => ((root.innerHTML = `<junction-connect token-endpoint="${foreign}"></junction-connect>`), query()),
    ],
    [
      'insertAdjacentHTML',
      () => (
        root.insertAdjacentHTML('beforeend', `<junction-connect token-endpoint="${foreign}"></junction-connect>`),
        query()
      ),
    ],
    ['setAttribute', () => add(withAttributes({ 'token-endpoint': foreign }))],
    [
      'an attribute that was set again after the property',
      () => {
        const element = add(document.createElement('junction-connect'));
        element.tokenEndpoint = foreign;
        element.setAttribute('token-endpoint', foreign);
        return element;
      },
    ],
    [
      'a clone of an element whose attribute is equal to its property',
      () => {
        const element = withAttributes({ 'token-endpoint': foreign });
        element.tokenEndpoint = foreign;
        return add(element.cloneNode(true) as JunctionConnect);
      },
    ],
    [
      'importNode of a template',
      () => {
        const template = document.createElement('template');
        template.innerHTML = `<junction-connect token-endpoint="${foreign}"></junction-connect>`;
        root.append(document.importNode(template.content, true));
        return query();
      },
    ],
    [
      'an upgrade of an element with the attribute',
      () => {
        const { element, upgrade } = addEarly();
        element.setAttribute('token-endpoint', foreign);
        upgrade();
        return element;
      },
    ],
    [
      'the adoption of an element of another document',
      () => {
        const inert = document.implementation.createHTMLDocument();
        inert.body.innerHTML = `<junction-connect token-endpoint="${foreign}"></junction-connect>`;
        root.append(inert.body.firstElementChild!);
        return query();
      },
    ],
  ];
  fromMarkup.forEach(([how, create]) => {
    it(`is refused from ${how}, and works when the page allows the origin`, async () => {
      const element = create();
      expect(await outcomeOf(element)).to.equal('configuration_invalid');
      JunctionConnect.configurePage({ allowedOrigins: [otherOrigin] });
      expect(await outcomeOf(element)).to.equal('open');
    });
  });

  const fromScript: [how: string, create: () => JunctionConnect][] = [
    ['a property', () => Object.assign(add(document.createElement('junction-connect')), { tokenEndpoint: foreign })],
    [
      'a property that was set after the attribute',
      () => Object.assign(add(withAttributes({ 'token-endpoint': foreign })), { tokenEndpoint: foreign }),
    ],
    [
      'a property that was set before the upgrade',
      () => {
        const { element, upgrade } = addEarly();
        element.setAttribute('token-endpoint', '/other');
        element.tokenEndpoint = foreign;
        upgrade();
        return element;
      },
    ],
    [
      'a property, when another attribute was changed later',
      () => {
        const element = Object.assign(add(document.createElement('junction-connect')), { tokenEndpoint: foreign });
        return withAttributes({ label: 'Connect', provider: 'oura' }, element);
      },
    ],
  ];
  fromScript.forEach(([how, create]) => {
    it(`works from ${how}`, async () => {
      expect(await outcomeOf(create())).to.equal('open');
    });
  });

  it('works in the list of the page, and the list is read at each launch', async () => {
    const element = add(withAttributes({ 'token-endpoint': foreign }));
    expect(await outcomeOf(element)).to.equal('configuration_invalid');
    JunctionConnect.configurePage({ tokenEndpoints: [foreign] });
    expect(await outcomeOf(element)).to.equal('open');
  });

  describe('in a placeholder', () => {
    const addPlaceholder = async (attributes: string, tag = 'div') => {
      const list = document.createElement(tag === 'li' ? 'ul' : 'section');
      list.innerHTML = `<${tag} data-junction-connect ${attributes}>Connect</${tag}>`;
      root.append(list);
      await searched();
      const node = list.firstElementChild as HTMLElement;
      return { node, element: (node.shadowRoot ?? node).querySelector('junction-connect')! };
    };

    for (const tag of ['div', 'li']) {
      it(`is refused, as every endpoint that the page has not listed is: <${tag}>`, async () => {
        for (const endpoint of [foreign, own]) {
          const { element } = await addPlaceholder(`data-token-endpoint="${endpoint}"`, tag);
          expect(await outcomeOf(element)).to.equal('configuration_invalid');
          JunctionConnect.configurePage({ allowedOrigins: [otherOrigin] });
          expect(await outcomeOf(element)).to.equal('configuration_invalid');
          JunctionConnect.configurePage({ tokenEndpoints: [endpoint] });
          expect(await outcomeOf(element)).to.equal('open');
          resetPageSettings();
        }
      });
    }

    it('is refused also when the page copies the element out of its placeholder', async () => {
      for (const tag of ['div', 'li']) {
        const { element } = await addPlaceholder(`data-token-endpoint="${own}"`, tag);
        const copy = add(element.cloneNode(true) as JunctionConnect);
        expect(await outcomeOf(copy)).to.equal('configuration_invalid');
      }
    });

    it('uses the first endpoint of the list when it names none', async () => {
      JunctionConnect.configurePage({ tokenEndpoints: [own, foreign] });
      const { element } = await addPlaceholder('');
      expect(await outcomeOf(element)).to.equal('open');
    });

    it('may not name a header that is not for a CSRF token', async () => {
      JunctionConnect.configurePage({ tokenEndpoints: [own] });
      const { element } = await addPlaceholder('data-csrf-header="X-HTTP-Method-Override" data-csrf-token="DELETE"');
      expect(await outcomeOf(element)).to.equal('configuration_invalid');
    });

    it('works when a script of the page assigns the property of its element', async () => {
      const { element } = await addPlaceholder(`data-token-endpoint="${own}"`);
      element.tokenEndpoint = foreign;
      expect(await outcomeOf(element)).to.equal('open');
    });

    it('is refused again when the placeholder is a copy', async () => {
      const { node, element } = await addPlaceholder(`data-token-endpoint="${own}"`);
      element.tokenEndpoint = foreign;
      const copy = node.cloneNode(true) as HTMLElement;
      root.append(copy);
      await searched();
      expect(await outcomeOf(copy.shadowRoot!.querySelector('junction-connect')!)).to.equal('configuration_invalid');
    });
  });

  describe('in a script tag that puts the element behind itself', () => {
    /** Adds a script tag, and runs the package's script as if the tag had loaded it. */
    const addScript = (attributes: Record<string, string>, markupBehind = '') => {
      const script = document.createElement('script');
      script.type = 'text/plain';
      for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
      root.append(script);
      script.insertAdjacentHTML('afterend', markupBehind);
      addElementAfterScript(script);
      return { script, element: script.nextElementSibling as JunctionConnect };
    };
    const trusted = {
      'data-token-endpoint': foreign,
      'data-success-url': `${otherOrigin}/thanks`,
      'data-csrf-token': '1',
      'data-csrf-header': 'X-Shop',
    };

    it('works, and so do its next pages and its header', async () => {
      expect(await outcomeOf(addScript(trusted).element)).to.equal('open');
    });

    it('replaces the values of an element that is there already', async () => {
      const { element, script } = addScript(
        trusted,
        '<junction-connect token-endpoint="https://evil.example/t" exit-url="https://evil.example/"></junction-connect>',
      );
      expect([root.querySelectorAll('junction-connect').length, element.exitUrl]).to.deep.equal([1, '']);
      expect(await outcomeOf(element)).to.equal('open');
      addElementAfterScript(script);
      expect(root.querySelectorAll('junction-connect').length).to.equal(1);
    });

    it('is refused when other code has changed the element', async () => {
      const { element } = addScript({ 'data-token-endpoint': own });
      element.setAttribute('token-endpoint', foreign);
      expect(await outcomeOf(element)).to.equal('configuration_invalid');
    });
  });

  describe('in the lists of the script tag', () => {
    const scriptWith = (attributes: Record<string, string>) => {
      const script = document.createElement('script');
      for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
      return script;
    };

    it('works, whatever separates the addresses', async () => {
      for (const list of [`${own} ${foreign}`, `${own}, ${foreign}`, `“${foreign}”`, `\n${own}\n${foreign}\n`]) {
        readPageSettings(scriptWith({ 'data-token-endpoints': list }));
        expect(await outcomeOf(add(withAttributes({ 'token-endpoint': foreign })))).to.equal('open');
        resetPageSettings();
      }
    });

    it('works when the tag allows its origin', async () => {
      readPageSettings(scriptWith({ 'data-allowed-origins': `https://api.example.com ${otherOrigin}` }));
      expect(await outcomeOf(add(withAttributes({ 'token-endpoint': foreign })))).to.equal('open');
    });

    it('is refused when the item is not valid; the console says why, and the other items count', async () => {
      const { error } = console;
      const lines: string[] = [];
      console.error = (line: string) => lines.push(line);
      readPageSettings(
        scriptWith({ 'data-allowed-origins': `${otherOrigin}/ `, 'data-token-endpoints': `ftp://x ${own}` }),
      );
      console.error = error;
      expect(lines.length).to.equal(2);
      expect(lines[0]).to.contain('<script data-token-endpoints>').and.contain("'ftp://x' is not valid");
      expect(lines[1]).to.contain('<script data-allowed-origins>').and.contain(`'${otherOrigin}/' is not valid`);
      expect(await outcomeOf(add(withAttributes({ 'token-endpoint': own })))).to.equal('open');
      expect(await outcomeOf(add(withAttributes({ 'token-endpoint': foreign })))).to.equal('configuration_invalid');
    });
  });
});
