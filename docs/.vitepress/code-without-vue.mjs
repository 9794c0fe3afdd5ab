/**
 * A plugin of markdown-it. VitePress makes a Vue template of each document. In such a template, `{{ … }}` is an expression, also
 * in inline code. With `v-pre`, Vue shows it as it is. VitePress itself does this for code blocks only.
 *
 * @param {import('vitepress').MarkdownRenderer} markdown
 */
export function codeWithoutVue(markdown) {
  markdown.core.ruler.push('code-without-vue', ({ tokens }) => {
    const code = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'code_inline');
    for (const token of code) token.attrSet('v-pre', '');
  });
}
