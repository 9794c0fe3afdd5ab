import { readdirSync } from 'node:fs';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { base } from './base.mjs';
import { codeWithoutVue } from './code-without-vue.mjs';
import { linksForSite } from './links-for-site.mjs';
import { entryOf, navigation, pages } from './pages.mjs';

const root = new URL('../../', import.meta.url);

/** The folders of the repository without a document of the site. */
const otherFolders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'docs')
  .map(({ name }) => `${name}/**`);

/** Returns the path of the page for a document. Throws for a file that is no document of the site, such as a note. */
function pageOf(document) {
  if (!pages[document]) throw new Error(`${document} is no page of the site: see docs/.vitepress/pages.mjs`);
  return pages[document];
}

/** The documentation site. `npm run docs:site` builds it. `DOCS_BASE=/path/` is for a site below a path. */
export default defineConfig({
  title: 'junction-connect',
  description: 'A custom element that lets a person connect a health device through Junction Link from any web page.',
  lang: 'en',
  base,
  head: [['link', { rel: 'icon', href: `${base}demo/icon.svg` }]],
  ignoreDeadLinks: 'localhostLinks', // Examples run there.
  srcDir: '..',
  srcExclude: otherFolders,
  rewrites: pageOf,
  markdown: {
    anchor: { slugify: slug }, // Links to headings work at GitHub, too.
    // In VitePress's own themes, some colors have too little contrast.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (markdown) => {
      linksForSite(markdown);
      codeWithoutVue(markdown);
    },
  },
  themeConfig: {
    nav: [{ text: 'Demo', link: '/demo/', target: '_self', rel: '' }],
    sidebar: navigation.map(({ text, documents }) => ({ text, items: documents.map(entryOf) })),
    outline: [2, 3],
    search: { provider: 'local' },
  },
});
