/** The pages of the site: which document each one is, and where the navigation has it. */
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';

const root = new URL('../../', import.meta.url);

/** The groups of the navigation: the documents in their order. A folder stands for all documents in it. */
const groups = {
  Start: ['README.md', 'docs/backend.md', 'docs/script-tag.md', 'docs/terms.md', 'docs/support.md'],
  'Page builders': ['docs/builders/'],
  Frameworks: ['docs/frameworks/', 'docs/server-rendering.md', 'docs/coming-from-vital-link.md'],
  'In the page': [
    'docs/reference.md',
    'docs/launching.md',
    'docs/connections.md',
    'docs/placeholders.md',
    'docs/providers.md',
    'docs/web-views.md',
  ],
  'Look and words': ['docs/theming.md', 'docs/words.md', 'docs/accessibility.md'],
  'On the server': ['docs/token-endpoint.md', 'docs/connections-endpoint.md', 'docs/sandbox.md'],
  'When it does not work': ['docs/troubleshooting.md', 'docs/errors.md', 'docs/doctor.md'],
  'Security and privacy': ['docs/privacy.md', 'docs/trust.md', 'docs/content-security-policy.md', 'SECURITY.md'],
  'This project': ['docs/benchmarks.md', 'CHANGELOG.md', 'CONTRIBUTING.md'],
};

const documents = ['README.md', 'SECURITY.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...documentsIn('docs')];

/** @param {string} folder A path in the repository. @returns {string[]} the paths of the documents in it. */
function documentsIn(folder) {
  const names = readdirSync(new URL(folder, root), { recursive: true }).map((name) => posix.join(folder, String(name)));
  return names.filter((name) => name.endsWith('.md') && !name.includes('/.')).sort();
}

/** @param {string} document A path in the repository. @returns {string} the path of its page, from the site's root. */
function pageOf(document) {
  const name = document.replace(/^docs\//, '').replace(/(^|\/)README\.md$/, '$1index.md');
  const isInCapitals = /^[A-Z]+\.md$/.test(name); // Such as SECURITY.md. Addresses are in small letters.
  return isInCapitals ? name.toLowerCase() : name;
}

/** @param {string} document @returns {string} its text */
export const textOf = (document) => readFileSync(new URL(document, root), 'utf8');

/** @param {string} document @returns {string} its title, without the markup of code */
const titleOf = (document) => /^# (.+)$/m.exec(textOf(document))[1].replaceAll('`', '');

/** The path of the page for each document, such as `docs/builders/README.md` → `builders/index.md`. VitePress calls it `rewrites`. */
export const pages = Object.fromEntries(documents.map((document) => [document, pageOf(document)]));

/** The groups of the navigation, each with its pages. Throws when a document is in no group. */
export const navigation = Object.entries(groups).map(([text, members]) => ({
  text,
  documents: members.flatMap((member) =>
    member.endsWith('/') ? documents.filter((document) => document.startsWith(member)) : member,
  ),
}));

const grouped = navigation.flatMap((group) => group.documents);
const missing = documents.filter((document) => !grouped.includes(document));
if (missing.length > 0) throw new Error(`Add to a group in docs/.vitepress/pages.mjs: ${missing.join(', ')}`);

/** @param {string} document @returns {{ text: string, link: string }} its entry in the navigation */
export const entryOf = (document) => ({
  text: document === 'README.md' ? 'Quick start' : titleOf(document),
  link: `/${pages[document].replace(/(index)?\.md$/, '')}`,
});
