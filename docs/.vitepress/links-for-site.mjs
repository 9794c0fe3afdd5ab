/** Makes the links between documents of the repository work in the site. */
import { posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pages } from './pages.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Matches an address with a scheme, such as `https:`, and an address within the page. */
const elsewhere = /^([a-z][\w+.-]*:|#)/i;

/**
 * Returns the address that a link has in the site. Returns undefined for a file of the repository that the site does not have.
 *
 * @param {string} from The document with the link, as a path in the repository.
 * @param {string} href The address in the document.
 */
function addressInSite(from, href) {
  if (elsewhere.test(href)) return href;
  const [path, anchor] = href.split('#');
  const target = pages[posix.join(posix.dirname(from), path)];
  if (!target) return undefined;
  const address = posix.relative(posix.dirname(pages[from]), target);
  return `${address.startsWith('.') ? '' : './'}${address}${anchor ? `#${anchor}` : ''}`;
}

/**
 * A plugin of markdown-it. It changes the address of each link. A link to a file that the site does not have becomes plain text.
 *
 * @param {import('vitepress').MarkdownRenderer} markdown
 */
export function linksForSite(markdown) {
  markdown.core.ruler.push('links-for-site', ({ tokens, env }) => {
    const from = relative(root, env.realPath ?? env.path).replaceAll(sep, '/');
    for (const inline of tokens.filter(({ type }) => type === 'inline'))
      inline.children = replaceAddresses(from, inline.children);
  });
}

function replaceAddresses(from, tokens) {
  const isLost = []; // One entry for each link that is open. Links cannot contain links.
  return tokens.filter((token) => {
    if (token.type === 'link_close') return !isLost.pop();
    if (token.type !== 'link_open') return true;
    const address = addressInSite(from, token.attrGet('href'));
    if (address) token.attrSet('href', address);
    isLost.push(!address);
    return Boolean(address);
  });
}
