import { readPage } from './read-page.js';
import { pagePolicy } from './security.js';

const scripts = `    <script src="./link-location.js" defer></script>
    <script src="./connections.js" defer></script>
    <script type="module" src="./scripts/main.js"></script>
`;

const charset = '<meta charset="utf-8" />';

/**
 * Returns the page of the static demo: with `start-static.js` in place of its scripts, and with its security policy in the
 * markup, because a static host sends no headers for it.
 *
 * @param documents The folder with the pages of the documents, relative to the page. Without it, the page does not link to them.
 * @throws Error when a part of the page that this replaces has changed
 */
export async function readStaticPage(documents?: string): Promise<string> {
  const replacements: readonly [part: string, replacement: string][] = [
    ['<html lang="en">', `<html lang="en" data-static${documents ? ` data-documents="${documents}"` : ''}>`],
    [charset, `${charset}\n    ${policyTag()}`],
    [scripts, '    <script type="module" src="./start-static.js"></script>\n'],
    ['Asking the demo’s server …', 'Starting the demo in this browser …'],
    ['<main>', '<noscript><p class="problem">This demo needs JavaScript.</p></noscript>\n    <main hidden>'],
  ];
  return replacements.reduce(
    (page, [part, replacement]) => {
      const pieces = page.split(part);
      if (pieces.length !== 2) throw new Error(`demo/page/index.html must have this once: ${part}`);
      return pieces.join(replacement);
    },
    await readPage(),
  );
}

/** Returns the page's security policy as markup. Browsers ignore `frame-ancestors` there, so it is left out. */
function policyTag(): string {
  const directives = Object.entries(pagePolicy({ usesRealLink: false }))
    .filter(([name]) => name !== 'frameAncestors')
    .map(([name, sources]) => {
      const directive = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return [directive, ...sources].join(' ');
    });
  return `<meta http-equiv="Content-Security-Policy" content="${directives.join('; ')}" />`;
}
