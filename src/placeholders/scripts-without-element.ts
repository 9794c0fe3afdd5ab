/** The time in which a script tag must have run, in milliseconds. */
const runTimeMs = 5000;

const checkedScripts = new WeakSet<Element>();

/**
 * Warns of each script tag with `data-token-endpoint` that has put no element behind itself. The browser does not run a tag
 * that `innerHTML` has added, and a module does not know its own tag.
 */
export function warnOfScriptsWithoutElement(): void {
  for (const script of document.querySelectorAll('body script[data-token-endpoint]')) {
    if (checkedScripts.has(script)) continue;
    checkedScripts.add(script);
    setTimeout(() => {
      if (!script.isConnected || script.nextElementSibling?.localName === 'junction-connect') return;
      console.warn(
        'junction-connect: a <script data-token-endpoint> shows no button. Browsers do not run a tag that innerHTML has added, and a module does not know its place. Use <div data-junction-connect> there.',
      );
    }, runTimeMs);
  }
}
