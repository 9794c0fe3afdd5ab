/**
 * A rollup plugin that leaves out of Lit what one closed element can never reach. The standalone script is the element
 * and nothing else: no directive, controller, decorator or other template can come in from outside, and no hook of Lit's
 * may let a page's other Lit in, whose names are not the shortened ones of this one. It saves 1.0 of 10 kB.
 *
 * Each cut has to be found in Lit's files as they are published: a version that looks different fails the build, and has
 * to be looked at. What the element does without them is what the tests of the standalone script show.
 */
const cuts = {
  'css-tag.js': [
    ['browsers without adoptable style sheets', /\w+\.ShadowRoot&&.*?CSSStyleSheet\.prototype/, '!0'],
    ['style sheets that are not made by unsafeCSS', /if\(this\._\$cssResult\$=!0,\w+!==\w+\)throw Error\(".*?"\);/, ''],
  ],
  'reactive-element.js': [
    ['hooks for polyfills', /\w+\.reactiveElementPolyfillSupport/, '(void 0)'],
    ['controllers', /addController\(.*?removeController\(\w+\)\{.*?\}/, ''],
    ['controllers', /this\._\$EO\?\.forEach\(.*?\?\.\(\)\)/g, '(void 0)'],
    ['initializers', /static addInitializer\(\w+\)\{.*?\}(?=static get)/, ''],
    ['initializers', /void 0!==(\w)\.l&&\(this\.l=\[\.\.\.\1\.l\]\)/, '(void 0)'],
    ['initializers', /this\.constructor\.l\?\.forEach\(.*?\(this\)\)/, '(void 0)'],
    ['decorators', /Symbol\.metadata\?\?=.*?new WeakMap;/, ';'],
    ['decorators', /const \w+=this\[Symbol\.metadata\];if\(null!==\w+\)\{.*?\}(?=this\._\$Eh=)/, ''],
    ['lists of style sheets', /if\(Array\.isArray\(\w+\)\)\{.*?\}else (?=void 0!==)/, ''],
    ['objects in attributes', /case Object:case Array:try\{.*?\}catch\(\w+\)\{\w+=null\}/, ''],
    ['objects in attributes', /;?break;case Object:case Array:\w+=null==\w+\?\w+:JSON\.stringify\(\w+\)/, ''],
    // Without hydration what a server has rendered is replaced: attachShadow empties a declarative shadow root.
    ['declarative shadow roots', /this\.shadowRoot\?\?(?=this\.attachShadow)/, ''],
    ['the list of versions', /\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\(".*?"\)/, '(void 0)'],
  ],
  'lit-html.js': [
    ['hooks for polyfills', /\w+\.litHtmlPolyfillSupport/, '(void 0)'],
    ['templates that are no literals', /if\(!\w+\(\w+\)\|\|!\w+\.hasOwnProperty\("raw"\)\)throw Error\(".*?"\);/, ''],
    [
      'directives',
      /(function \w+\(\w+,(\w+),\w+=\w+,\w+\))\{if\(\2===\w+\)return \2;.*?,\2\}(?=class)/,
      '$1{return $2}',
    ],
    ['lists', /\w+\(t\)\?this\.k\(t\):this\._\(t\)/, 'this._(t)'],
    ['lists', /k\(t\)\{.*?\}(?=_\$AR\()/, ''],
    ['expressions in <style> and the like', /if\(\w+\.test\(\w+\.tagName\)\)\{.*?\}\}(?=\}else if\(8===)/, ''],
    ['expressions in <style> and the like', /\(\w+\.test\(\w+\[2\]\)&&\(\w+=RegExp\("<\/".*?\),(\w+=\w+)\)/, '$1'],
    ['expressions in comments', /else\{let \w=-1;for\(;-1!==.*?\.length-1\}/, ''],
    ['SVG and MathML', /2===\w\?"<svg>":3===\w\?"<math>":""/, '""'],
    ['SVG and MathML', /\+\(2===\w\?"<\/svg>":3===\w\?"<\/math>":""\)/, ''],
    ['SVG and MathML', /2===\w\|\|3===\w/, '!1'],
    ['expressions for an element', /else \w+\.startsWith\(\w+\)&&\(.*?\)\);/, ''],
    ['expressions for an element', /:6===\w+\.type&&\(\w+=new \w+\(\w+,this,\w+\)\)/, ':0'],
    ['properties', /"\."===\w+\[1\]\?\w+:/, ''],
    ['the list of versions', /\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\(".*?"\)/, '(void 0)'],
  ],
  'lit-element.js': [
    ['hooks for hydration', /\w+\.litElementHydrateSupport/, '(void 0)'],
    ['hooks for polyfills', /\w+\.litElementPolyfillSupport/, '(void 0)'],
    ['the list of versions', /\(\w+\.litElementVersions\?\?=\[\]\)\.push\(".*?"\)/, '(void 0)'],
  ],
};

const missing = new Set(Object.keys(cuts));

export const trimLit = {
  name: 'trim-lit',
  buildEnd(error) {
    if (!error && missing.size > 0) this.error(`Lit has changed: nothing was left out of ${[...missing].join(', ')}`);
  },
  transform(code, id) {
    const file = /node_modules\/(?:@lit|lit-)[\w/-]*\/([\w-]+\.js)$/.exec(id)?.[1];
    if (!file || !Object.hasOwn(cuts, file)) return null;
    missing.delete(file);
    for (const [what, pattern, replacement] of cuts[file]) {
      if (code.search(pattern) < 0) this.error(`Lit has changed: ${what} in ${file} cannot be left out of the script`);
      code = code.replace(pattern, replacement);
    }
    return { code, map: null };
  },
};
