import { expect, fixture, html } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import '../../src/index.js';

describe('an element whose configuration is wrong, and that nobody presses', () => {
  it('writes one line to the console for each fault, and does nothing else', async () => {
    const { error } = console;
    const lines: string[] = [];
    const events: string[] = [];
    for (const type of ['open', 'error', 'exit'])
      document.addEventListener(`junction-${type}`, () => events.push(type), { once: true });
    try {
      const told = new Promise<void>((resolve) => {
        console.error = (line: string) => {
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
          <junction-connect token-endpoint="/t" return-url="https://other.example/"></junction-connect>
          <junction-connect token-endpoint="/t" last-screen="soon"></junction-connect>
        </main>
      `);
      const elements = [...root.querySelectorAll<JunctionConnect>('junction-connect')];
      elements[2]!.mode = 'popup'; // As a framework does that sets properties late.
      const markup = document.documentElement.outerHTML;
      await told;
      expect(lines.map((line) => /<junction-connect ([\w-]+)="/.exec(line)![1])).to.deep.equal([
        'mode',
        'return-url',
        'last-screen',
      ]);
      expect(events).to.deep.equal([]);
      expect(new Set(elements.map(({ status }) => status))).to.deep.equal(new Set(['idle']));
      expect(document.documentElement.outerHTML).to.equal(markup);
    } finally {
      console.error = error;
    }
  });
});
