import { describe, it } from 'node:test';
import { blocksIn, tableIn } from '../support/document.js';
import { checkRow, document, element, facts, html, javascript, type Row, script, scriptTag } from './doctor-site.js';

const page = 'https://shop.example/devices';
const right =
  "default-src 'none'; script-src 'self' https://link.tryvital.io; connect-src 'self'; frame-src https://link.tryvital.io";
const allows = /^ok +The Content-Security-Policy allows what the element needs/;

const withPolicy = (policy: string, body = element, head = scriptTag, header = 'Content-Security-Policy') => ({
  [page]: html(document(body, head), { [header]: policy }),
});
const inMode = (mode: string) => element.replace('providers', `mode="${mode}" providers`);
const nonceTag = '<script nonce="RANDOM" src="/junction-connect.js" defer></script>';

const rows: Row[] = [
  { name: 'that allows everything needed', servers: withPolicy(right), lines: [allows] },
  {
    name: 'without the package in script-src',
    servers: withPolicy(right.replace("script-src 'self'", 'script-src')),
    lines: [/^problem .* \(header\): script-src does not allow the script of the package\. Add 'self' to script-src/],
  },
  {
    name: 'without Link in script-src',
    servers: withPolicy(right.replace("'self' https://link.tryvital.io", "'self'")),
    lines: [/^problem .* script-src does not allow Link's script\. Add https:\/\/link\.tryvital\.io/],
  },
  {
    name: 'with script-src-elem, which comes before script-src',
    servers: withPolicy(`${right}; script-src-elem 'self'`),
    lines: [/^problem .* script-src-elem does not allow Link's script/],
  },
  {
    name: 'without Link in frame-src',
    servers: withPolicy(right.replace('frame-src https://link.tryvital.io', "frame-src 'self'")),
    lines: [/^problem .* frame-src does not allow Link's frame\. Add https:\/\/link\.tryvital\.io to frame-src/],
  },
  {
    name: 'with child-src in place of frame-src',
    servers: withPolicy(right.replace('frame-src', 'child-src')),
    lines: [allows],
  },
  {
    name: 'with default-src alone',
    servers: withPolicy("default-src 'self'"),
    lines: [
      /^problem .* default-src does not allow Link's script/,
      /^problem .* default-src does not allow Link's frame/,
    ],
    without: /token endpoint\. Add/,
  },
  {
    name: 'without the endpoint in connect-src',
    servers: withPolicy(right.replace("connect-src 'self'", "connect-src 'none'")),
    lines: [/^problem .* connect-src does not allow the token endpoint\. Add 'self' to connect-src/],
  },
  {
    name: 'for a window alone',
    servers: withPolicy("default-src 'none'; script-src 'self'; connect-src 'self'", inMode('popup')),
    lines: [allows],
  },
  {
    name: 'with a nonce',
    servers: withPolicy(right.replace("'self' https://link.tryvital.io", "'nonce-RANDOM'"), element, nonceTag),
    lines: [allows],
  },
  {
    name: 'with a nonce that the tag lacks',
    servers: withPolicy(right.replace("'self' https://link.tryvital.io", "'nonce-RANDOM'")),
    lines: [/^problem .* script-src does not allow the script of the package/],
  },
  {
    name: "with 'strict-dynamic', which makes browsers ignore hosts",
    servers: withPolicy(right.replace("script-src 'self'", "script-src 'self' 'strict-dynamic'")),
    lines: [/^problem .* not allow the script of the package\. With 'strict-dynamic', put the nonce of the policy/],
  },
  {
    name: "with 'strict-dynamic' and a nonce",
    servers: withPolicy(
      right.replace("'self' https://link.tryvital.io", "'nonce-RANDOM' 'strict-dynamic'"),
      element,
      nonceTag,
    ),
    lines: [allows],
  },
  {
    name: 'in a <meta> in the body, which browsers ignore',
    servers: withPolicy('', `<meta http-equiv="content-security-policy" content="frame-src 'none'">${element}`),
    lines: [/^ok +The page has/],
    without: /Content-Security-Policy/,
  },
  {
    name: 'in a <meta> after the script, which it does not stop',
    servers: withPolicy(
      '',
      element,
      `${scriptTag}<meta http-equiv="content-security-policy" content="script-src https://link.tryvital.io">`,
    ),
    lines: [allows],
  },
  {
    name: 'in a <meta> after the script, which stops the script of Link',
    servers: withPolicy(
      '',
      element,
      `${scriptTag}<meta http-equiv="content-security-policy" content="script-src 'none'">`,
    ),
    lines: [/^problem .* \(<meta>\): script-src does not allow Link's script/],
    without: /script of the package/,
  },
  {
    name: 'in <meta>',
    servers: withPolicy(
      '',
      element,
      `<meta http-equiv="content-security-policy" content="frame-src 'none'">${scriptTag}`,
    ),
    lines: [/^problem +The Content-Security-Policy \(<meta>\): frame-src does not allow Link's frame/],
  },
  {
    name: 'that is one of two in a header',
    servers: withPolicy(`${right}, frame-src 'self'`),
    lines: [/^problem .* frame-src does not allow Link's frame/],
  },
  {
    name: 'that only reports',
    servers: withPolicy("frame-src 'self'", element, scriptTag, 'Content-Security-Policy-Report-Only'),
    lines: [/^note .*-Report-Only \(header\) only reports.* frame-src does not allow Link's frame/],
  },
  {
    name: 'with trusted-types that lack a name',
    servers: withPolicy("require-trusted-types-for 'script'; trusted-types lit-html"),
    lines: [/^problem .* trusted-types does not allow junction-connect\./],
  },
  {
    name: 'with trusted-types, and two tags',
    servers: withPolicy('trusted-types lit-html junction-connect', element, scriptTag + scriptTag),
    lines: [/^problem .* trusted-types has no 'allow-duplicates'/],
  },
  {
    name: 'with a sandbox that lacks permissions',
    servers: withPolicy('sandbox allow-scripts allow-same-origin'),
    lines: [/^problem .* sandbox lacks allow-forms allow-popups allow-popups-to-escape-sandbox/],
  },
  {
    name: 'with a sandbox in <meta>, which browsers ignore',
    servers: withPolicy('', element, `<meta http-equiv="Content-Security-Policy" content="sandbox">${scriptTag}`),
    lines: [allows],
  },
  {
    name: 'with Cross-Origin-Embedder-Policy',
    servers: withPolicy('require-corp', element, scriptTag, 'Cross-Origin-Embedder-Policy'),
    lines: [/^note .* Cross-Origin-Embedder-Policy: require-corp.* mode="popup"/],
  },
  {
    name: 'with Cross-Origin-Embedder-Policy, and a window',
    servers: withPolicy('require-corp', inMode('popup'), scriptTag, 'Cross-Origin-Embedder-Policy'),
    lines: [/^ok +The token endpoint/],
    without: /Embedder/,
  },
];

describe('doctor, about a policy', () => {
  for (const row of rows) it(row.name, () => checkRow(row));
});

describe('doctor accepts what docs/content-security-policy.md recommends', () => {
  const path = 'docs/content-security-policy.md';
  const [head, ...lines] = tableIn(path, 'What each way needs', 'directive');
  for (const [index, cell] of head!.entries()) {
    if (index === 0) continue;
    const mode = cell.replaceAll('`', '');
    const policy = lines
      .map((line) => [line[0], line[index]].map((text) => text!.replaceAll('`', '')))
      .filter(([, value]) => value !== '–');
    it(`for ${mode}`, () =>
      checkRow({
        name: mode,
        servers: withPolicy(policy.map((words) => words.join(' ')).join('; '), inMode(mode)),
        lines: [allows],
      }));
  }

  for (const heading of ['With a nonce', 'With a hash', 'With Trusted Types']) {
    it(heading.toLowerCase(), () => {
      const read = (language: string) =>
        blocksIn(path, heading, language)[0]!.replaceAll('sha384-HASH', facts.integrity);
      const [, policy] = /^Content-Security-Policy:([^]*)$/.exec(read('http'))!;
      return checkRow({
        name: heading,
        servers: {
          ...withPolicy(policy!.replace(/\s+/g, ' '), read('html'), ''),
          [facts.scriptUrl]: javascript(script, { 'Access-Control-Allow-Origin': '*' }),
        },
        lines: [allows],
      });
    });
  }
});
