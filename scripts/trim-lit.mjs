/**
 * A rollup plugin that leaves out of Lit what one closed element can never reach. The standalone script is the element
 * and nothing else: no directive, controller, decorator, subclass or other template can come in from outside, and no hook
 * of Lit's may let a page's other Lit in, whose names are not the shortened ones of this one. The templates come compiled
 * (`compile-templates.mjs`), so that nothing in the page has to read them. It saves 3 kB of what would be 12.9.
 *
 * A cut tells what it takes away, its text as Lit publishes it, where `…` is all that stands in between, and what takes
 * its place. Each has to be found: a version that looks different fails the build, and has to be looked at. What the
 * element does without them is what the tests of the standalone script show.
 */
const cuts = {
  'css-tag.js': [
    ['browsers without adoptable style sheets', 't.ShadowRoot&&…CSSStyleSheet.prototype', '!0'],
    ['style sheets that are not made by unsafeCSS', 'if(this._$cssResult$=!0,…");', ''],
    ['style sheets that are not made by unsafeCSS', ',this.t=e', ''],
    [
      'style sheets that are not made by unsafeCSS',
      'let t=this.o;const s=this.t;if(e&&void 0===t){…}return t}',
      'let t=this.o;return t||(this.o=t=new CSSStyleSheet).replaceSync(this.cssText),t}',
    ],
    ['style sheets that are not made by unsafeCSS', 't instanceof CSSStyleSheet?t:t.styleSheet', 't.styleSheet'],
    ['style sheets that are not made by unsafeCSS', 'new n("string"==typeof t?t:t+"",void 0,s)', 'new n(t)'],
    ['style sheets as text', 'toString(){return this.cssText}', ''],
  ],
  'reactive-element.js': [
    ['hooks for polyfills', 'a.reactiveElementPolyfillSupport', 'void 0'],
    ['controllers', 'addController(t){…}removeController(t){…}', ''],
    ['controllers', 'this._$EO?.forEach(…?.())', '0'],
    ['initializers', 'static addInitializer(t){…}static', 'static'],
    ['initializers', ',this.constructor.l?.forEach(t=>t(this))', ''],
    ['decorators', 'Symbol.metadata??=…new WeakMap;', ';'],
    ['decorators', 'const t=this[Symbol.metadata];…this._$Eh=', 'this._$Eh='],
    ['subclasses', 'static _$Ei(){…}static', 'static'],
    ['subclasses', 'this.hasOwnProperty(d("finalized"))', 'this._$Eh'],
    [
      'subclasses, and properties named by symbols',
      'if(this.finalized=!0,…for(const i of s)this.createProperty(i,t[i])}',
      'const t=this.properties;for(const i in t)this.createProperty(i,t[i]);',
    ],
    ['subclasses, and properties named by symbols', '"string"==typeof t?t.toLowerCase():void 0', 't.toLowerCase()'],
    [
      'properties with accessors of their own, or none',
      'if(s.state&&…;void 0!==h&&e(this.prototype,t,h)}}',
      'this.elementProperties.set(t,s),e(this.prototype,t,this.getPropertyDescriptor(t,Symbol(),s))}',
    ],
    [
      'properties with accessors of their own, or none',
      'const{get:e,set:r}=…this.requestUpdate(t,h,i)}',
      'return{get(){return this[s]},set(e){const h=this[s];this[s]=e,this.requestUpdate(t,h,i)}',
    ],
    [
      'properties with accessors of their own, or none',
      'const t=this.constructor.elementProperties;if(t.size>0)…}}let',
      '}let',
    ],
    ['subclasses', ',y[d("finalized")]=new Map', ''],
    ['lists of style sheets', 'static finalizeStyles(s){…}static', 'static'],
    ['lists of style sheets', 'this.finalizeStyles(this.styles)', '[this.styles]'],
    ['reflected attributes', 'toAttribute(t,s){…},fromAttribute', 'fromAttribute'],
    ['reflected attributes', '_$ET(t,s){…}_$AK', '_$AK'],
    ['reflected attributes', '&&this._$Em!==e', ''],
    ['reflected attributes', 'this._$Em=e;', ''],
    ['reflected attributes', ',this._$Em=null', ''],
    ['reflected attributes', 'this._$Eq&&=…,this._$EM()', 'this._$EM()'],
    ['booleans in attributes: ours reads a word', 'case Boolean:i=null!==t;break;', ''],
    ['objects in attributes', 'case Object:case Array:try{…}catch(t){i=null}', ''],
    ['converters that are objects', ':void 0!==t.converter?.fromAttribute?t.converter', ''],
    [
      'options of changes',
      ',e=!1,h){if(void 0!==t){…!((i.hasChanged??f)…)))return;',
      '){if(void 0!==t){if(!f(this[t],s))return;',
    ],
    [
      'records of changes',
      'C(t,s,{useDefault:i,reflect:e,wrapped:h},r){…}async',
      'C(t,s,{useDefault:i}){i&&!(this._$Ej??=new Map).has(t)&&this._$Ej.set(t,s??this[t])}async',
    ],
    ['records of changes', 'this._$AL=new Map,', ''],
    [
      'updates that are put off',
      'const t=this.scheduleUpdate();return null!=t&&await t,',
      'return this.performUpdate(),',
    ],
    ['updates that are put off', 'scheduleUpdate(){…}', ''],
    ['updates that wait for others', 'this.getUpdateComplete()}getUpdateComplete(){return ', ''],
    [
      'hooks around an update',
      'let t=!1;const s=this._$AL;try{…}catch(s){…}_$EM()',
      'try{this.update()}catch(t){throw this._$EM(),t}this.hasUpdated=!0,this.updated()}_$EM()',
    ],
    ['hooks around an update', 'shouldUpdate(t){return!0}', ''],
    ['hooks around an update', 'firstUpdated(t){}', ''],
    ['shadow roots that a server has rendered', 'this.shadowRoot??', ''],
    ['the list of versions', '(a.reactiveElementVersions??=[]).push("2.1.2")', '0'],
  ],
  'lit-html.js': [
    ['hooks for polyfills', 't.litHtmlPolyfillSupport', 'void 0'],
    ['templates that are not compiled', 'h="$lit$",…l=document', 'l=document'],
    ['templates that are not compiled', 'V(t,i){…;return', 'V(t,i){return'],
    ['templates that are not compiled', 'class S{…static', 'class S{static'],
    [
      'templates that are not compiled',
      'const{values:i,_$litType$:s}=t,e=…;',
      'const{values:i,_$litType$:e}=t;e.el??=S.createElement(V(0,e.h[0]));',
    ],
    ['templates that are not compiled', '_$AC(t){…}k(', 'k('],
    ['parts for compilers and directives', 'const j={…},B=', 'const B='],
    // What a compiled template names, by the names that Lit gives them where it renders on a server.
    [
      'parts for compilers and directives',
      'export{j as _$LH',
      'export{H as AttributePart,L as BooleanAttributePart,z as EventPart',
    ],
    ['hooks for wrapping nodes', 'i(t).nextSibling;i(t).remove()', 't.nextSibling;t.remove()'],
    ['directives', 'function M(t,i,s=t,e){…}class', 'class'],
    ['directives', 't=M(this,t,i),', ''],
    ['directives', 'this._$AN=void 0,', ''],
    ['directives', 'this._$AP?.(!1,!0,s)', ''],
    ['directives', 'setConnected(t){…}}class', '}class'],
    ['directives', ',this._$Cv=e?.isConnected??!0', ''],
    ['directives', 't!==this._$AH&&t!==E&&', 't!==this._$AH&&'],
    ['ways up from a part', 'get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
    ['ways up from a part', 'get _$AU(){return this._$AM._$AU}', ''],
    ['ways up from a part', 'get parentNode(){return this._$AM.parentNode}', ''],
    ['ways up from a part', 'get parentNode(){…}get startNode(){…}get endNode(){…}', ''],
    ['ways up from a part', 'get tagName(){return this.element.tagName}', ''],
    ['attributes with several expressions', 'r.ctor(h,r.name,r.strings,this,t)', 'r.ctor(h,r.name,t)'],
    ['attributes with several expressions', 'constructor(t,i,s,e,h){this.type=1', 'constructor(t,i,h){this.type=1'],
    ['ways up from a part', ',this._$AM=s', ''],
    ['ways up from a part', ',this._$AM=e', ''],
    ['ways up from a part', ',this._$AM=i', ''],
    ['kinds of parts', 'this.type=2,', ''],
    ['kinds of parts', 'this.type=1,', ''],
    ['kinds of parts', 'constructor(){super(...arguments),this.type=4}', ''],
    ['kinds of parts', 'constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
    ['expressions for an element', ':6===r.type&&(i=new Z(h,this,t))', ':0'],
    ['nodes in expressions', ':void 0!==t.nodeType?this.T(t)', ''],
    ['lists in expressions', ':d(t)?this.k(t)', ''],
    ['lists in expressions', 'k(t){…}_$AR(', '_$AR('],
    ['lists in expressions', '_$AR(t=this._$AA.nextSibling,s){', '_$AR(t=this._$AA.nextSibling){'],
    ['attributes with several expressions', 's.length>2||…:this._$AH=A', 'this._$AH=A'],
    [
      'attributes with several expressions',
      '_$AI(t,i=this,s,e){const h=this.strings;…}j(t)',
      '_$AI(t){t!==this._$AH&&this.j(this._$AH=t)}j(t)',
    ],
    ['attributes with several expressions', 'void 0!==s&&(void 0!==s.strings?(…):s._$AI(t[i])),i++', 's._$AI(t[i++])'],
    [
      'listeners with options, or that come and go',
      'if((t=M(this,t,i,0)??A)===E)return;…h&&this.element.addEventListener(this.name,this,t)',
      'this._$AH===A&&this.element.addEventListener(this.name,this)',
    ],
    [
      'listeners with options, or that come and go',
      '"function"==typeof this._$AH?…:this._$AH.handleEvent(t)',
      'this._$AH.call(this.options.host,t)',
    ],
    [
      'places to render to',
      'const e=s?.renderBefore??i;let h=e._$litPart$;…return',
      'const h=i._$litPart$??=new k(i.appendChild(c()),null,0,s);return',
    ],
    ['places to render to', '(t?.creationScope??l)', 'l'],
    ['the list of versions', '(t.litHtmlVersions??=[]).push("3.3.3")', '0'],
  ],
  'lit-element.js': [
    ['hooks for hydration', 's.litElementHydrateSupport?.({LitElement:i})', '0'],
    ['hooks for polyfills', 's.litElementPolyfillSupport', 'void 0'],
    ['places to render to', 'createRenderRoot(){…}update', 'update'],
    ['directives', 'this.hasUpdated||(…),super', 'super'],
    ['directives', ',this._$Do=void 0', ''],
    ['directives', 'this._$Do=e(', 'e('],
    ['directives', 'connectedCallback(){…}disconnectedCallback(){…}', ''],
    ['directives', 'render(){return r}', ''],
    ['subclasses', 'i._$litElement$=!0,i["finalized"]=!0,', ''],
    ['the list of versions', '(s.litElementVersions??=[]).push("4.2.2")', '0'],
  ],
};

const escape = (text) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

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
    for (const [what, text, replacement] of cuts[file]) {
      const pattern = new RegExp(text.split('…').map(escape).join('.*?'), 'g');
      if (code.search(pattern) < 0)
        this.error(`Lit has changed: ${what} in ${file} cannot be left out of the script: ${text}`);
      code = code.replace(pattern, () => replacement);
    }
    return { code, map: null };
  },
};
