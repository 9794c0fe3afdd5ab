/** Writes `llms.txt`: a list of the pages of the site, for programs that read them (https://llmstxt.org). */
import { entryOf, navigation, textOf } from '../../docs/.vitepress/pages.mjs';

/** @param {string} base The path of the site, such as `/`. @returns {string} the text of the file */
export function llmsText(base) {
  const groups = navigation.map(({ text, documents }) => `## ${text}\n\n${documents.map(lineOf).join('\n')}\n`);
  return `# junction-connect\n\n> ${summaryOf('README.md')}\n\n${groups.join('\n')}`;

  function lineOf(document) {
    const { text, link } = entryOf(document);
    const path = link.slice(1).replace(/(?<=[^/])$/, '.html');
    return `- [${text}](${base}${path}): ${summaryOf(document)}`;
  }
}

/** @returns {string} the first paragraph of a document, in one line and without links */
function summaryOf(document) {
  const [, paragraph] = /^# .+\n\n((?:[\w`*[].*\n)+)/m.exec(textOf(document)) ?? [];
  if (!paragraph) throw new Error(`${document} needs a paragraph below its title, which says what the page is about`);
  return paragraph
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .trim()
    .replace(/\s+/g, ' ');
}
