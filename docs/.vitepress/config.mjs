import { readdirSync } from 'node:fs';
import process from 'node:process';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { codeWithoutVue } from './code-without-vue.mjs';
import { linksForSite } from './links-for-site.mjs';
import { entryOf, navigation, pages } from './pages.mjs';

const base = process.env.DOCS_BASE || '/';
const root = new URL('../../', import.meta.url);

/** The folders of the repository without a document of the site. */
const otherFolders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'docs')
  .map(({ name }) => `${name}/**`);

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
  rewrites: (path) => pages[path] ?? path,
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
