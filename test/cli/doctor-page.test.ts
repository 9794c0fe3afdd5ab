import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../support/root.js';
import {
  checkRow,
  document,
  element,
  facts,
  html,
  javascript,
  json,
  type Row,
  script,
  scriptTag,
  secrets,
  status,
} from './doctor-site.js';

const page = 'https://shop.example/devices';
const cdn = facts.scriptUrl;
const ownScript = 'https://shop.example/junction-connect.js';

const withPage = (body: string, head?: string, headers?: Record<string, string>) => ({
  [page]: html(document(body, head), headers),
});
const cdnTag = (attributes: string, address = cdn) => `<script src="${address}" ${attributes}></script>`;
const withScript = (attributes: string) =>
  withPage(element, `<script src="/junction-connect.js" ${attributes}></script>`);
const placeholder = '<div data-junction-connect>Connect a device</div>';
const listTag = '<script src="/junction-connect.js" data-token-endpoints="/api/link-token" defer></script>';
const allowAll = { 'Access-Control-Allow-Origin': '*' };
const fine = /^ok +The token endpoint https:\/\/shop\.example\/api\/link-token answers with a Link Token/;

const htmlType = { 'Content-Type': 'text/html' };

const loading: Row[] = [
  { name: 'that is right', lines: [/^ok +The page answers/, /^ok +The script tag in line 3 loads version/, fine] },
  {
    name: 'that does not exist',
    servers: { [page]: status(404) },
    lines: [/^problem +The page answers 404: .* add --endpoint/],
  },
  { name: 'whose server fails', servers: { [page]: status(500) }, lines: [/^problem +The page answers 500/] },
  {
    name: 'that wants a sign-in',
    servers: { [page]: status(403) },
    lines: [/^problem +The page answers 403: .* add --header 'Cookie: …'/],
  },
  {
    name: 'that refuses robots',
    servers: { [page]: status(403, { 'cf-mitigated': 'challenge' }) },
    lines: [/^problem +The page answers 403: .* bot check of Cloudflare/],
  },
  {
    name: 'that redirects to a sign-in',
    servers: {
      [page]: status(302, { Location: `/login?next=${secrets.query}` }),
      'https://shop.example/login': html(document('<form></form>')),
    },
    lines: [/^problem +https:\/\/shop\.example\/devices leads to https:\/\/shop\.example\/login, .* signing in/],
  },
  ...[
    ['https://shop.example/session/devices', '/session/devices/'],
    ['https://shop.example/auth/devices', '/en/auth/devices'],
    ['https://shop.example/login/devices', '/login/devices/'],
  ].map(([start, Location]): Row => ({
    name: `of a path that sign-ins may have, too: ${start}`,
    servers: {
      [start!]: status(301, { Location: Location! }),
      [new URL(Location!, start).href]: html(document(element)),
    },
    args: [start!],
    lines: [/^ok +The page answers/, fine],
  })),
  {
    name: 'that refuses the headers',
    servers: { [page]: status(401) },
    args: [page, '--header', `Cookie: session=${secrets.cookie}`],
    lines: [/^problem +The page answers 401: .* headers of --header do not sign in/],
  },
  {
    name: 'that redirects to another origin',
    servers: {
      'https://www.shop.example/devices': html(document(element.replace('/api', 'https://shop.example/api'))),
      'https://www.shop.example/junction-connect.js': javascript(script),
      [page]: status(301, { Location: 'https://www.shop.example/devices' }),
    },
    lines: [
      /^note +https:\/\/shop\.example\/devices redirects to another origin: https:\/\/www\.shop\.example\/devices/,
      /^problem .* refuses token-endpoint="https:\/\/shop\.example\/api\/link-token".* data-allowed-origins="https:\/\/shop\.example"/,
    ],
  },
  {
    name: 'that redirects to itself',
    servers: { [page]: status(302, { Location: page }) },
    lines: [/^problem .* redirects again and again/],
  },
  {
    name: 'that redirects to nothing',
    servers: { [page]: status(302, { Location: 'javascript:alert(1)' }) },
    lines: [/^problem .* redirects \(302\) without a valid address/],
  },
  { name: 'that is empty', servers: { [page]: html(' ') }, lines: [/^problem +The page is empty/] },
  {
    name: 'that is a file',
    servers: { [page]: status(200, { 'Content-Type': 'application/pdf' }, '%PDF') },
    lines: [/^problem +This is not an HTML page/],
  },
  {
    name: 'in UTF-16',
    servers: {
      [page]: () => new Response(Buffer.from(`\ufeff${document(element)}`, 'utf16le'), { headers: htmlType }),
    },
    lines: [/^ok +The page has <junction-connect>/, fine],
  },
  {
    name: 'in an encoding that the header names',
    servers: {
      [page]: () =>
        new Response(Buffer.from(document(element), 'utf16le'), {
          headers: { 'Content-Type': 'text/html; charset="utf-16le"' },
        }),
    },
    lines: [/^ok +The page has <junction-connect>/, fine],
  },
  {
    name: 'that browsers show as a text',
    servers: { [page]: status(200, { 'Content-Type': 'text/plain' }, document(element)) },
    lines: [/^problem +This is not an HTML page: .* Content-Type is text\/plain/],
  },
  {
    name: 'that redirects to an address in UTF-8',
    servers: {
      [page]: status(301, { Location: Buffer.from('/geräte').toString('latin1') }),
      'https://shop.example/ger%C3%A4te': html(document(element)),
    },
    lines: [/^ok +The page answers: https:\/\/shop\.example\/ger%C3%A4te/, fine],
  },
  {
    name: 'that is very long',
    servers: { [page]: html(document(element) + ' '.repeat(5_000_000)) },
    lines: [/^note +The page is very long/, fine],
  },
  {
    name: 'without TLS',
    servers: {
      'http://shop.example/devices': html(document(element)),
      'http://shop.example/junction-connect.js': javascript(script),
      'http://shop.example/api/link-token': () => Response.json({ link_token: secrets.token }),
    },
    args: ['http://shop.example/devices'],
    lines: [/^note +The page has no TLS/],
  },
];

const presence: Row[] = [
  {
    name: 'without element and script',
    servers: withPage('<p>Hello</p>', ''),
    lines: [
      /^problem .* has no <junction-connect>, no <div data-junction-connect> and no script .* with its own address/,
    ],
  },
  {
    name: 'with an element in a comment or a template',
    servers: withPage(`<!-- ${element} --><template>${element}</template>`, ''),
    lines: [/^problem .* has no <junction-connect>/],
  },
  {
    name: 'with an element in a shadow root of the markup',
    servers: withPage(`<my-card><template shadowrootmode="open">${element}</template></my-card>`),
    lines: [/^ok +The page has <junction-connect> in line 4/, fine],
  },
  {
    name: 'with an element and no script',
    servers: withPage(element, '<script>let jQuery</script><script src="/jquery.js"></script>'),
    lines: [/^problem +The page does not load the script of the package/, fine],
  },
  {
    name: 'with the script and no element',
    servers: withPage('<p>Hello</p>'),
    lines: [/^problem +The page has the script, but no <junction-connect>/],
  },
  ...Object.entries({
    'an inline script': '<script>document.createElement("junction-connect")</script>',
    'an inline script that writes HTML': '<script>box.innerHTML = "<junction-connect></junction-connect>"</script>',
    'a script of the page': '<script src="/app.js"></script>',
    'a file that a module imports': '<script type="module" src="/entry.js"></script>',
    'an import map': '<script type="importmap">{"imports":{"junction-connect":"/x.js"}}</script>',
    'a template of a script': '<script type="text/template"><junction-connect></junction-connect></script>',
  }).map(([name, tag]): Row => ({
    name: `with an element that ${name} adds`,
    servers: {
      ...withPage('<p>Hello</p>', scriptTag + tag),
      'https://shop.example/app.js': javascript('document.createElement("junction-connect")'),
      'https://shop.example/entry.js': javascript('import("./app.js")'),
    },
    lines: [/^note .* a script of the page names junction-connect, and probably adds it.* --endpoint/],
  })),
  {
    name: 'with the package in a bundle',
    servers: {
      ...withPage(element, '<script type="module" src="/assets/app.js"></script>'),
      'https://shop.example/assets/app.js': javascript('customElements.define("junction-connect",X)'),
    },
    lines: [/^ok +A script of the page contains or loads the package/, fine],
  },
  {
    name: 'with the script in a file together with others',
    servers: {
      ...withPage(element, '<script src="/cache/all.js"></script>'),
      'https://shop.example/cache/all.js': javascript(`let jQuery;${script}`),
    },
    lines: [/^ok +The script tag in line 3 loads version/, fine],
  },
  {
    name: 'with an inline script that imports the package',
    servers: withPage(element, '<script type="module">import "https://esm.sh/junction-connect@0.1.0"</script>'),
    lines: [/^ok +A script of the page contains or loads the package/, fine],
  },
  ...[
    [
      '<iframe src="/booking?user=1"></iframe>',
      /^note .* in the frame in line 4\. .* https:\/\/shop\.example\/booking\.$/,
    ],
    ['<iframe srcdoc="&lt;junction-connect>"></iframe>', /^note +The frame in line 4 has its own HTML \(srcdoc\)/],
    ['<iframe src="about:blank"></iframe>', /^problem/],
  ].map(([body, line]): Row => ({
    name: `without element, but with ${body as string}`,
    servers: withPage(body as string, ''),
    lines: [/^problem .* has no <junction-connect>/, line as RegExp],
  })),
  {
    name: 'with a frame beside the element',
    servers: withPage(`${element}<iframe src="https://video.example/1"></iframe>`),
    lines: [fine],
    without: /frame/,
  },
  {
    name: 'with a frameset',
    servers: { [page]: html('<html><frameset><frame src="/main"></frameset></html>') },
    lines: [/^problem .* has no <junction-connect>/, /^note .* https:\/\/shop\.example\/main\.$/],
  },
  ...Object.entries({
    'in <meta>': withPage('', '<meta http-equiv="refresh" content="0; url=\'/new\'">'),
    'in a header': withPage('', '', { Refresh: '0;url=/new' }),
  }).map(([where, servers]): Row => ({
    name: `without element, and with Refresh ${where}`,
    servers,
    lines: [
      /^problem .* has no <junction-connect>/,
      /^note .* leads to another one \(Refresh\): https:\/\/shop\.example\/new\./,
    ],
  })),
  {
    name: 'that loads itself again',
    servers: withPage('', '<meta http-equiv="refresh" content="30">'),
    lines: [/^problem .* has no <junction-connect>/],
    without: /Refresh/,
  },
  {
    name: 'with <junction-connect />',
    servers: withPage('<junction-connect\n token-endpoint="/api/link-token" />Text'),
    lines: [/^problem +Line 4 has <junction-connect … \/>/, fine],
  },
];

const scripts: Row[] = [
  {
    name: 'data-token-endpoint in <head>',
    servers: withScript('data-token-endpoint="/api/link-token"'),
    lines: [/^problem .* is in <head>, where it shows no button/, fine],
  },
  {
    name: 'data-token-endpoint in the body',
    servers: withPage('<script src="/junction-connect.js" data-token-endpoint="/api/link-token"></script>', ''),
    lines: [/^ok +The page has the script tag in line 4/, fine],
  },
  {
    name: 'a list on a module',
    servers: withScript('type="module" data-token-endpoints="/api/link-token"'),
    lines: [/^problem .* has type="module", and a module does not see its own data-token-endpoints/],
  },
  {
    name: 'a type for a consent banner',
    servers: withScript('type="text/plain"'),
    lines: [/^problem .* has a type that browsers do not run/],
  },
  { name: 'nomodule', servers: withScript('nomodule'), lines: [/^problem .* has nomodule/] },
  {
    name: 'an invalid item in a list',
    servers: withScript('data-allowed-origins="https://api.example.com/path"'),
    lines: [/^problem +data-allowed-origins: .* 'https:\/\/api\.example\.com\/path' is not valid/],
  },
  {
    name: 'two tags with the same version',
    servers: withPage(element, scriptTag + scriptTag),
    lines: [/^problem +The page loads the script twice \(line 3\)/],
  },
  {
    name: 'two tags with different versions',
    servers: {
      ...withPage(element, `${scriptTag}<script src="/old/junction-connect.js"></script>`),
      'https://shop.example/old/junction-connect.js': javascript(script.replace(facts.version, '0.0.9')),
    },
    lines: [/^problem +The page loads different versions of the script/, /^note .* loads version 0\.0\.9\. Version/],
  },
  {
    name: 'two tags with different versions that each put a button behind themselves',
    servers: {
      ...withPage(
        ['', '/old']
          .map((path) => `<script src="${path}/junction-connect.js" data-token-endpoint="/api/link-token"></script>`)
          .join(''),
        '',
      ),
      'https://shop.example/old/junction-connect.js': javascript(script.replace(facts.version, '0.0.9')),
    },
    lines: [/^problem +The page loads different versions of the script \(line 4\)/],
  },
  {
    name: 'two tags that each put a button behind themselves',
    servers: withPage(
      '<script src="/junction-connect.js" data-token-endpoint="/api/link-token"></script>'.repeat(2),
      '',
    ),
    lines: [fine],
    without: /twice/,
  },
  {
    name: 'a newer version',
    servers: { [ownScript]: javascript(script.replace(facts.version, '99.0.0')) },
    lines: [/^note .* loads version 99\.0\.0, but this doctor has version .* npx junction-connect@99\.0\.0 doctor/],
  },
  ...['https://cdn.jsdelivr.net/npm/junction-connect/dist/standalone.js', cdn.replace(facts.version, 'latest')].map(
    (address): Row => ({
      name: `the address ${address}`,
      servers: { ...withPage(element, cdnTag('', address)), [address]: javascript(script, allowAll) },
      lines: [/^note .* address without an exact version/, /^ok .* loads version/],
    }),
  ),
  {
    name: 'the right integrity',
    servers: {
      ...withPage(element, cdnTag(`integrity="${facts.integrity}" crossorigin="anonymous"`)),
      [cdn]: javascript(script, allowAll),
    },
    lines: [/^ok .* loads version .*, with an integrity/, fine],
  },
  {
    name: 'integrity without crossorigin',
    servers: { ...withPage(element, cdnTag(`integrity="${facts.integrity}"`)), [cdn]: javascript(script, allowAll) },
    lines: [/^problem .* has integrity without crossorigin/],
  },
  {
    name: 'the hash of another version',
    servers: {
      ...withPage(element, cdnTag('integrity="sha384-AAAA" crossorigin')),
      [cdn]: javascript(script, allowAll),
    },
    lines: [/^problem .* integrity that is not the hash of the script.* Write sha384-/],
  },
  {
    name: 'the hash of another version, while the CDN does not answer',
    servers: {
      ...withPage(element, cdnTag('integrity="sha384-AAAA" crossorigin')),
      [cdn]: () => Promise.reject(new Error('closed')),
    },
    lines: [/^problem .* loads .* which answers 500/],
  },
  {
    name: 'the hash of the documents',
    servers: {
      ...withPage(element, cdnTag('integrity="sha384-…" crossorigin="anonymous"')),
      [cdn]: javascript(script, allowAll),
    },
    lines: [/^problem .* has an integrity value that is not a hash, .*\. Write sha384-/],
  },
  {
    name: 'crossorigin and a server without CORS',
    servers: { ...withPage(element, cdnTag('crossorigin')), [cdn]: javascript(script) },
    lines: [/^problem .* has crossorigin, but https:\/\/cdn\.jsdelivr\.net does not allow that/],
  },
  {
    name: 'an address without a file',
    servers: { [ownScript]: status(404) },
    lines: [/^problem .* loads https:\/\/shop\.example\/junction-connect\.js, which answers 404/],
  },
  {
    name: 'an address that answers with a page',
    servers: { [ownScript]: html(document('Not found')) },
    lines: [/^problem .* which answers with an HTML page/],
  },
  {
    name: 'an address with another Content-Type',
    servers: {
      [ownScript]: status(200, { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' }, script),
    },
    lines: [/^problem .* a Content-Type that browsers do not run/],
  },
  {
    name: 'an address of something else',
    servers: { [ownScript]: javascript('let jQuery') },
    lines: [/^problem .* loads something other than this package/],
  },
  {
    name: 'an address that redirects',
    servers: {
      ...withPage(element, cdnTag('', 'https://unpkg.com/junction-connect')),
      'https://unpkg.com/junction-connect': status(302, { Location: '/junction-connect@0.1.0' }),
      'https://unpkg.com/junction-connect@0.1.0': status(302, { Location: '/junction-connect@0.1.0/x.js' }),
      'https://unpkg.com/junction-connect@0.1.0/x.js': javascript(script),
    },
    lines: [
      /^note .* address without an exact version/,
      /^note .* which redirects to https:\/\/unpkg\.com\/junction-connect@0\.1\.0\/x\.js/,
      /^ok +The script tag in line 3 loads version/,
      fine,
    ],
  },
  {
    name: 'an address that redirects to nothing that exists',
    servers: {
      ...withPage(element, cdnTag('', 'https://unpkg.com/junction-connect')),
      'https://unpkg.com/junction-connect': status(302, { Location: '/x.js' }),
    },
    lines: [/^problem .* loads https:\/\/unpkg\.com\/x\.js, which answers 404/],
  },
  {
    name: 'an address that redirects to itself',
    servers: { [ownScript]: status(302, { Location: '/junction-connect.js' }) },
    lines: [/^problem .* redirects again and again/],
  },
  {
    name: 'crossorigin and a redirect to a server without CORS',
    servers: {
      ...withPage(element, cdnTag('crossorigin', 'https://unpkg.com/junction-connect')),
      'https://unpkg.com/junction-connect': status(302, { Location: '/x.js', ...allowAll }),
      'https://unpkg.com/x.js': javascript(script),
    },
    lines: [/^problem .* has crossorigin, but https:\/\/unpkg\.com does not allow that/],
  },
  ...Object.entries({
    'WP Rocket': 'type="rocketlazyloadscript" data-rocket-src="/junction-connect.js"',
    LiteSpeed: 'type="litespeed/javascript" data-src="/junction-connect.js"',
    'the Rocket Loader of Cloudflare': 'type="0a1b2c3d4e5f60718293a4b5-text/javascript" src="/junction-connect.js"',
    'a consent banner': 'type="text/plain" data-cmplz-src="/junction-connect.js"',
  }).map(([name, text]): Row => ({
    name: `a delay of ${name}`,
    servers: withPage(placeholder, `<script ${text} data-token-endpoints="/api/link-token"></script>`),
    lines: [
      /^note +A plugin or a consent banner delays the script tag in line 3/,
      /^ok .* loads version/,
      /^ok +The page has <div data-junction-connect>/,
      fine,
    ],
  })),
  ...Object.entries({
    'a bundle that contains it': '<script type="module" src="/assets/app.js"></script>',
    'a file that a module imports': '<script type="module" src="/assets/entry.js"></script>',
    'an import in an inline script': '<script type="module">import "https://esm.sh/junction-connect@0.1.0"</script>',
    'a dynamic import': '<script>import("https://esm.sh/junction-connect")</script>',
  }).map(([name, tag]): Row => ({
    name: `the script, and ${name}`,
    servers: {
      ...withPage(element, `${scriptTag}\n${tag}`),
      'https://shop.example/assets/app.js': javascript('Symbol.for("junction-connect.page")'),
      'https://shop.example/assets/entry.js': javascript('import{a}from"./app.js";'),
    },
    lines: [/^problem +The page loads the script twice \(lines 3 and 4\)/],
  })),
  {
    name: 'the script, and another version by an import',
    servers: withPage(
      element,
      `${scriptTag}<script type="module">import "https://cdn.jsdelivr.net/npm/junction-connect@0.0.1/+esm"</script>`,
    ),
    lines: [/^problem +The page loads different versions of the script \(line 3\)/],
  },
  ...Object.entries({
    'an import of its list of providers': 'import { providers } from "https://esm.sh/junction-connect@0.1.0/providers"',
    'code that waits for the element': 'customElements.whenDefined("junction-connect").then(show)',
  }).map(([name, text]): Row => ({
    name: `the script, and ${name}`,
    servers: withPage(element, `${scriptTag}<script type="module">${text}</script>`),
    lines: [fine],
    without: /twice|different versions/,
  })),
  {
    name: 'a module, and an import of the same module',
    servers: {
      ...withPage(
        element,
        '<script type="module" src="https://esm.sh/junction-connect@0.1.0"></script><script type="module">import "https://esm.sh/junction-connect@0.1.0"</script>',
      ),
      'https://esm.sh/junction-connect@0.1.0': javascript('export * from "/junction-connect.mjs"', allowAll),
    },
    lines: [fine],
    without: /twice/,
  },
  {
    name: 'a bundle of several files, once for old browsers',
    servers: {
      ...withPage(element, '<script type="module" src="/app.js"></script><script nomodule src="/old.js"></script>'),
      'https://shop.example/app.js': javascript('import"./chunk.js";customElements.define("junction-connect",X)'),
      'https://shop.example/chunk.js': javascript('Symbol.for("junction-connect.page")'),
      'https://shop.example/old.js': javascript(
        'Symbol.for("junction-connect.page");customElements.define("junction-connect",X)',
      ),
    },
    lines: [/^ok +A script of the page contains or loads the package/, fine],
    without: /twice/,
  },
  {
    name: 'the script, and an older one that a module imports',
    servers: {
      ...withPage(element, `${scriptTag}<script type="module">import "/old/junction-connect.js"</script>`),
      'https://shop.example/old/junction-connect.js': javascript(script.replace(facts.version, '0.0.9')),
    },
    lines: [/^problem +The page loads different versions of the script/],
  },
  {
    name: 'the script, and its language file',
    servers: {
      ...withPage(element, `${scriptTag}<script src="/junction-connect/languages/de.js"></script>`),
      'https://shop.example/junction-connect/languages/de.js': javascript('"junction-connect.page"'),
    },
    lines: [fine],
    without: /twice/,
  },
  {
    name: 'a module that needs a bundler',
    servers: {
      ...withPage(element, cdnTag('type="module"', cdn.replace('standalone', 'index'))),
      [cdn.replace('standalone', 'index')]: javascript('import { LitElement } from "lit"'),
    },
    lines: [/^problem .* loads a module that needs a bundler/],
  },
  {
    name: 'http:// in an https:// page',
    servers: {
      ...withPage(element, cdnTag('', 'http://cdn.example/junction-connect.js')),
      'http://cdn.example/junction-connect.js': javascript(script),
    },
    lines: [/^problem .* loads http:\/\/ into an https:\/\/ page/],
  },
];

/** The form of an API key. Doctor must not print it. */
const apiKey = 'sk_us_secretkey000006';

const attributes = (text: string) => withPage(`<junction-connect ${text}>Connect</junction-connect>`);
const valid = 'token-endpoint="/api/link-token"';

/** The tags of the plugin for WordPress, as `wp_add_inline_script` and `wp_enqueue_script` print them. */
const wordPressTag =
  '<script src="https://shop.example/wp-content/plugins/junction-connect/assets/junction-connect.js?ver=0.1.0" id="junction-connect-site-js" defer data-wp-strategy="defer"></script>';
const wordPressSettings = `<script id="junction-connect-site-js-before">
var junctionConnectSite = {"endpoint":"https:\\/\\/shop.example\\/wp-json\\/junction-connect\\/v1\\/link-token","allowedOrigins":[],"nonceUrl":"\\/wp-admin\\/admin-ajax.php?action=rest-nonce","signInUrl":"https:\\/\\/shop.example\\/wp-login.php","signInText":"Sign in {}; to connect","local":""};
//# sourceURL=junction-connect-site-js-before
</script>`;
const siteScript = readFileSync(join(root, 'integrations/wordpress/junction-connect/assets/site.js'), 'utf8');
const wordPress = (text = script) => ({
  ...withPage(
    '<div data-junction-connect data-providers="oura garmin">Connect a device</div>' + wordPressSettings + wordPressTag,
    '',
  ),
  'https://shop.example/wp-content/plugins/junction-connect/assets/junction-connect.js': javascript(siteScript + text),
  'https://shop.example/wp-json/junction-connect/v1/link-token': status(401),
});

const settings: Row[] = [
  ...[
    ['token-endpont="/api/link-token"', /attribute token-endpont does not exist.* Write token-endpoint\./],
    ['tokenEndpoint="/api/link-token"', /attribute tokenendpoint does not exist.* Write token-endpoint\./],
    ['token_endpoint="/api/link-token"', /attribute token_endpoint does not exist.* Write token-endpoint\./],
    ['data-token-endpoint="/api/link-token"', /attribute data-token-endpoint does not exist.* Write token-endpoint\./],
    [`${valid} data-token-endpoints="/api"`, /data-token-endpoints has no effect here.* on the script tag/],
    [`${valid} provders="oura"`, /attribute provders does not exist.* Write providers\./],
    [`${valid} headers="{}"`, /headers is not an attribute/],
    [`${valid} fetchToken="load()"`, /fetchtoken is not an attribute/],
    [`${valid} mode="embeded"`, /refuses mode="embeded"\. It expects auto or embed or popup or redirect/],
    [`${valid} method="put"`, /refuses method="put"\. It expects post or get/],
    [`${valid} env="test"`, /refuses env="test"\. It expects production or sandbox/],
    [`${valid} region="ap"`, /refuses region="ap"/],
    [`${valid} credentials="yes"`, /refuses credentials="yes"/],
    [`${valid} timeout="10s"`, /refuses timeout="10s"\. It expects 0 or more milliseconds/],
    [`${valid} appearance="fancy"`, /appearance has an unknown value.* Write filled or outlined or plain/],
    [`${valid} csrf-header="X-HTTP-Method-Override"`, /refuses csrf-header="X-HTTP-Method-Override"/],
    [`${valid} messages="{ label"`, /in messages, expected an object of texts/],
    [
      `${valid} provider="apple_health_kit"`,
      /refuses provider\. It expects providers that can connect without a mobile SDK/,
    ],
    [`${valid} providers="oura health_connect"`, /refuses providers\. It expects providers/],
    [`${valid} return-url="https://other.example/"`, /refuses return-url="https:\/\/other\.example\/".* page's origin/],
    [
      `${valid} success-url="https://other.example/"`,
      /refuses success-url=.* data-allowed-origins="https:\/\/other\.example"/,
    ],
    [
      'token-endpoint="https://api.example.com/link-token"',
      /refuses token-endpoint=.* data-allowed-origins="https:\/\/api\.example\.com"/,
    ],
    ['token-endpoint=""', /refuses token-endpoint="".* Name it here/],
    [`token-endpoint="http://[?user=${secrets.userId}"`, /refuses token-endpoint="http:\/\/\[".* an http\(s\) URL/],
  ].map(([text, line]): Row => ({
    name: `<junction-connect ${String(text).replace(secrets.userId, '…')}>`,
    servers: attributes(text as string),
    lines: [new RegExp(`^problem +<junction-connect> in line 4: .*${(line as RegExp).source}`)],
  })),
  {
    name: 'several wrong attributes',
    servers: attributes(`${valid} mode="x" env="y" timeout="z"`),
    lines: [/^problem .* mode="x"/, /^problem .* env="y"/, /^problem .* timeout="z"/, fine],
  },
  {
    name: 'attributes of HTML, of frameworks and of the page',
    servers: attributes(
      `${valid} id="a" class="b" role="c" style="d" data-testid="e" :model="f" aria-label="g" title="h" slot="i"`,
    ),
    lines: [fine],
    without: /does not exist/,
  },
  {
    name: 'an endpoint with http:// on the host of the https:// page',
    servers: attributes('token-endpoint="http://shop.example/api/link-token"'),
    lines: [/^problem .* token-endpoint has http:\/\/.* Write \/api\/link-token alone, or https:\/\//],
    without: /data-allowed-origins/,
  },
  {
    name: 'an endpoint of Junction',
    servers: attributes('token-endpoint="https://api.sandbox.us.junction.com/v2/link/token"'),
    lines: [
      /^problem .* has an address of Junction \(https:\/\/api\.sandbox\.us\.junction\.com\).* of your own server/,
    ],
    without: /data-allowed-origins/,
  },
  {
    name: 'an endpoint of Junction that the page allows',
    servers: withPage(
      placeholder,
      '<script src="/junction-connect.js" data-token-endpoints="https://api.us.junction.com/v2/link/token"></script>',
    ),
    lines: [/^problem +https:\/\/api\.us\.junction\.com belongs to Junction\. .* of your own server/],
  },
  {
    name: 'a fraction in timeout',
    servers: attributes(`${valid} timeout="2500.5"`),
    lines: [fine],
  },
  {
    name: 'disabled, without an endpoint',
    servers: attributes('disabled'),
    lines: [/^note .* refuses token-endpoint="".* sets the property/, /^note .* is disabled/],
  },
  ...(
    [
      ['closed', 'map_my_fitness', /^note .* line 4: providers: "map_my_fitness" is closed, as far as/],
      ['misspelt', 'oura ourra', /^note .* line 4: .* does not have the provider "ourra"\. Write oura, if/],
      ['unknown', 'some_new_brand', /^note .* does not have the provider "some_new_brand"\. Check its spelling/],
    ] as const
  ).map(([what, providers, line]): Row => ({
    name: `a provider that is ${what}`,
    servers: attributes(`${valid} providers="${providers}"`),
    lines: [line, fine],
  })),
  ...Object.entries({
    'an attribute': withPage(`<junction-connect ${valid} api-key="${apiKey}"></junction-connect>`),
    'an inline script': withPage(`${element}<script>const key = "${apiKey}"</script>`),
    'a script': {
      ...withPage(`${element}<script src="/app.js"></script>`),
      'https://shop.example/app.js': javascript(`const key = "${apiKey}"`),
    },
    'an answer': { 'https://shop.example/api/link-token': json({ link_token: secrets.token, api_key: apiKey }) },
    link_token: { 'https://shop.example/api/link-token': json({ link_token: apiKey }) },
    'an attribute that is refused': attributes(`${valid} mode="${apiKey}"`),
  }).map(([what, servers]): Row => ({
    name: `an API key of Junction in ${what}`,
    servers,
    lines: [/^problem .* has an API key of Junction\. .* revoke it/],
    without: new RegExp(what === 'link_token' ? `${apiKey}|answers with a Link Token` : apiKey),
  })),
  { name: 'disabled', servers: attributes(`${valid} disabled`), lines: [/^note .* is disabled/, fine] },
  {
    name: 'an empty csrf-token',
    servers: attributes(`${valid} csrf-token=""`),
    lines: [/^note .* csrf-token is empty/],
  },
  {
    name: 'a <base> at another origin',
    servers: withPage(element, `<base href="https://static.example/">${cdnTag('', ownScript)}`),
    lines: [/^problem .* refuses token-endpoint="https:\/\/static\.example\/api\/link-token"/],
  },
  {
    name: 'a <base> that browsers ignore',
    servers: withPage(element, `<base href="data:text/html,">${scriptTag}`),
    lines: [fine],
  },
  {
    name: 'a placeholder, and no list',
    servers: withPage(placeholder),
    lines: [
      /^problem +<div data-junction-connect> in line 4: the page has no list of endpoints.* Add data-token-endpoints=/,
      /^note +Doctor has not asked a token endpoint/,
    ],
  },
  {
    name: 'a placeholder with an endpoint, and no list',
    servers: withPage('<div data-junction-connect data-token-endpoint="/api/link-token"></div>'),
    lines: [
      /^problem .* refuses data-token-endpoint=.* add data-token-endpoints="\/api\/link-token" to the script tag/,
    ],
  },
  {
    name: 'a placeholder with another endpoint than the list',
    servers: withPage('<div data-junction-connect data-token-endpoint="/uploads/1"></div>', listTag),
    lines: [/^problem .* refuses data-token-endpoint="https:\/\/shop\.example\/uploads\/1"/],
  },
  {
    name: 'a placeholder whose endpoint has a query',
    servers: withPage(`<div data-junction-connect data-token-endpoint="/api?user=${secrets.query}"></div>`),
    lines: [/^problem .* refuses data-token-endpoint="https:\/\/shop\.example\/api\?…"/],
  },
  { name: 'a placeholder, and a list', servers: withPage(placeholder, listTag), lines: [fine] },
  {
    name: 'a placeholder whose attribute lacks data-',
    servers: withPage('<div data-junction-connect providers="oura"></div>', listTag),
    lines: [/^problem .* attribute providers does not exist.* Write data-providers/, fine],
  },
  ...Object.entries({
    'an inline script that sets fetchToken': '<script>connect.fetchToken = loadToken</script>',
    'an inline script that sets tokenEndpoint': '<script>connect.tokenEndpoint = "/api/link-token"</script>',
    'a file that calls configurePage()': '<script src="/app.js"></script>',
    'a delayed script': '<script type="litespeed/javascript" data-src="/app.js"></script>',
    'a script as data': `<script src="data:text/javascript;base64,${btoa('connect.fetchToken = f')}"></script>`,
  }).map(([name, tag]): Row => ({
    name: `an element without an endpoint, and ${name}`,
    servers: {
      ...withPage('<junction-connect id="connect">Connect</junction-connect>', scriptTag + tag),
      'https://shop.example/app.js': javascript('junctionConnect.configurePage({ tokenEndpoints: ["/api"] })'),
    },
    lines: [
      /^note .* refuses token-endpoint="".* If a script of the page calls configurePage\(\) or sets the property/,
    ],
  })),
  {
    name: 'the plugin for WordPress',
    servers: wordPress(),
    lines: [/^ok .* loads version/, /^note +The token endpoint .*\/link-token answers 401: it works\. .* nonce/],
  },
  {
    name: 'the plugin for WordPress, with a cookie, but no nonce',
    servers: wordPress(),
    args: [page, '--header', `Cookie: session=${secrets.cookie}`],
    lines: [/^note +The token endpoint .* answers 401: it works\. .* nonce/],
  },
  {
    name: 'an old version of the plugin for WordPress',
    servers: wordPress(script.replace(facts.version, '0.0.9')),
    lines: [/^note .* loads version 0\.0\.9\. .* update the plugin in WordPress/],
    without: /cdn\.jsdelivr/,
  },
  {
    name: 'the plugin for WordPress, without its settings',
    servers: { ...wordPress(), ...withPage(placeholder, wordPressTag) },
    lines: [/^note .* the page has no list of endpoints.* If a script of the page calls configurePage\(\)/],
  },
  {
    name: 'a placeholder, and a script that calls configurePage()',
    servers: withPage(`${placeholder}<script>junctionConnect.configurePage({ tokenEndpoints })</script>`),
    lines: [/^note .* the page has no list of endpoints.* If a script of the page calls configurePage\(\)/],
  },
];

for (const [what, rows] of Object.entries({
  'a page': loading,
  'the HTML': presence,
  'the script tag': scripts,
  attributes: settings,
})) {
  describe(`doctor, about ${what}`, () => {
    for (const row of rows) it(row.name, () => checkRow(row));
  });
}
