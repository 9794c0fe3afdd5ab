import { expect, fixture, html } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import '../../src/index.js';

describe('an element whose configuration is wrong, and that nobody presses', () => {
  it('writes one line to the console for each fault, all at the same time, and does nothing else', async () => {
    const { error, warn } = console;
    const lines: string[] = [];
    const events: string[] = [];
    for (const type of ['open', 'error', 'exit'])
      document.addEventListener(`junction-${type}`, () => events.push(type), { once: true });
    try {
      const told = new Promise<void>((resolve) => {
        console.error = console.warn = (line: string) => {
          lines.push(line);
          if (line.includes('last-screen')) resolve();
        };
      });
      const root = await fixture<HTMLElement>(html`
        <main>
          <junction-connect mode="dialog"></junction-connect>
          <junction-connect token-endpoint="/t" mode="dialog"></junction-connect>
          <junction-connect token-endpoint="/t" mode="window"></junction-connect>
          <junction-connect .fetchToken=${() => 'token'}></junction-connect>
          <junction-connect disabled></junction-connect>
          <junction-connect disabled mode="never" size="huge"></junction-connect>
          <junction-connect token-endpoint="/t" messages="Go"></junction-connect>
          <junction-connect token-endpoint="/t" .messages=${['Go']}></junction-connect>
          <junction-connect token-endpoint="/t" messages='{ "lable": "Go" }' size="huge"></junction-connect>
          <junction-connect token-endpoint="/t" appearance="Round" size="LARGE"></junction-connect>
          <junction-connect token-endpoint="/t" messages="Stop"></junction-connect>
          <junction-connect token-endpoint="/t" providers="oura fitbit"></junction-connect>
          <junction-connect token-endpoint="/t" provider="fitbit" mode="zz" return-url="https://o.example/"></junction-connect>
          <junction-connect token-endpoint="/t" timeout="abc" last-screen="soon"></junction-connect>
        </main>
      `);
      const elements = [...root.querySelectorAll<JunctionConnect>('junction-connect')];
      // As a framework does that sets properties late.
      elements[2]!.mode = 'popup';
      elements[10]!.messages = {};
      await elements[10]!.updateComplete;
      expect(lines).to.deep.equal([]);
      const markup = document.documentElement.outerHTML;
      await told;
      const quotes = lines.map((line) => /<junction-connect (.*?)>: |("\w+" is \w+)/.exec(line)!.slice(1));
      expect(quotes.map(([attribute]) => attribute)).to.deep.equal([
        'mode="dialog"',
        'token-endpoint=""',
        'size="huge"',
        'messages',
        'messages',
        'appearance="round"',
        'providers',
        'mode="zz"',
        'return-url="https://o.example/"',
        'timeout',
        'last-screen',
      ]);
      const linesWith = (text: string) => lines.filter((line) => line.includes(text));
      expect(linesWith('size=')).to.deep.equal([
        'junction-connect: <junction-connect size="huge">: expected small or medium or large',
      ]);
      expect(linesWith('appearance=')).to.deep.equal([
        'junction-connect: <junction-connect appearance="round">: expected filled or outlined or plain',
      ]);
      expect(linesWith('timeout')).to.deep.equal([
        'junction-connect: configuration_invalid: <junction-connect timeout>: expected 0 or more milliseconds',
      ]);
      expect(linesWith('fitbit')[0]).to.match(/"fitbit" is deprecated.* use "google_health" instead$/);
      expect(events).to.deep.equal([]);
      expect(new Set(elements.map(({ status }) => status))).to.deep.equal(new Set(['idle']));
      expect(document.documentElement.outerHTML).to.equal(markup);
    } finally {
      Object.assign(console, { error, warn });
    }
  });

  it('writes the line of texts and of a look that the page sets later', async () => {
    const { warn } = console;
    const lines: string[] = [];
    const element = await fixture<JunctionConnect>(html`<junction-connect token-endpoint="/t"></junction-connect>`);
    const written = (text: string) =>
      new Promise<void>((resolve) => {
        console.warn = (line: string) => {
          lines.push(line);
          if (line.includes(text)) resolve();
        };
      });
    try {
      let line = written('"late" is not the key');
      element.messages = { late: 'Go' } as object;
      await line;
      line = written('appearance="late"');
      // As React does at each render.
      element.messages = { late: 'Go' } as object;
      element.setAttribute('appearance', 'late');
      await line;
      expect(lines.length).to.equal(2);
    } finally {
      console.warn = warn;
    }
  });
});
