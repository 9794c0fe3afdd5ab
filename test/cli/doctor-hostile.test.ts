import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readPage } from '../../src/cli/doctor/page/read-page.js';
import { ConnectionProblem } from '../../src/cli/doctor/web/connection-problem.js';
import { document, facts, runDoctor, secrets } from './doctor-site.js';

/** Texts with what a terminal or a line would take for something else. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b[2J',
      '\u001b]0;title\u0007',
      '\r',
      '\n',
      '\u0000',
      '\u202e',
      '\u2028',
      '\u200b',
      '\ud800',
      '\u009b',
    ),
    fc.constantFrom('<', '>', '"', "'", '=', '/', '?', '#', '@', ':', '%', '[', ',', ' ', '$1', '$&'),
    fc.string({ minLength: 1, maxLength: 3 }),
  ),
  maxLength: 20,
});

const names = [
  ...[...facts.attributes.keys()].flatMap((name) => [name, `data-${name}`, name.slice(1)]),
  'data-token-endpoints',
  'data-allowed-origins',
  'src',
  'type',
  'integrity',
  'crossorigin',
];

const value = fc.oneof(
  anyText,
  fc.constantFrom(
    '/api/link-token',
    'https://api.example.com/x',
    '/junction-connect.js',
    'module',
    'embed',
    'popup',
    'get',
    '10',
    '[',
    '{}',
  ),
);

/** A tag in which a stranger may have written anything. */
const tag = fc
  .tuple(
    fc.constantFrom(
      'junction-connect',
      'div data-junction-connect',
      'script',
      'base',
      'template shadowrootmode="open"',
      'a',
    ),
    fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), anyText), value), { maxLength: 5 }),
    anyText,
  )
  .map(
    ([name, attributes, text]) =>
      `<${name} ${attributes.map(([one, other]) => `${one}="${other}"`).join(' ')}>${text}</${name.split(' ')[0]}>`,
  );

const page = fc.oneof(
  anyText,
  fc.array(tag, { maxLength: 6 }).map((tags) => document(tags.join('\n'))),
);

/** A policy or another header, without what no server can send. */
const header = fc
  .array(
    fc.constantFrom(
      'script-src',
      'frame-src',
      'sandbox',
      "'self'",
      '*',
      'https:',
      "'nonce-",
      ';',
      ',',
      'trusted-types',
      '[::1]:*',
      '/%',
      'x.*:1',
    ),
    { maxLength: 12 },
  )
  .map((words) => words.join(' '));

const answerBody = fc.oneof(
  anyText,
  fc.json(),
  fc
    .record({
      link_token: fc.oneof(fc.constant(secrets.token), fc.anything()),
      link_web_url: fc.oneof(anyText, fc.webUrl()),
      code: anyText,
    })
    .map((answer) => JSON.stringify(answer)),
);

const code = fc.constantFrom(200, 200, 200, 201, 301, 302, 308, 400, 401, 403, 404, 405, 418, 429, 500, 502);

const pageCode = fc.constantFrom(200, 200, 200, 200, 200, 200, 302, 404);

const reply = (status: number, body: string, headers: Record<string, string>) => () =>
  new Response(body, { status, headers });

describe('doctor, with anything that strangers send', () => {
  it('ends with 0 or 1, and prints clean lines', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        page,
        header,
        answerBody,
        pageCode,
        code,
        value,
        async (text, policy, body, pageStatus, status, location) => {
          const Location = encodeURI(location.replace(/\p{Cs}/gu, ''));
          const answer = reply(status, body, { Location, Allow: policy, 'Content-Type': policy || 'application/json' });
          const { code: exitCode } = await runDoctor(
            {
              'https://shop.example/devices': reply(pageStatus, text, {
                'Content-Type': 'text/html',
                'Content-Security-Policy': policy,
                Location,
                'Set-Cookie': `session=${secrets.cookie}`,
              }),
              'https://shop.example/junction-connect.js': reply(status, body, {}),
              'https://shop.example/api/link-token': answer,
              'https://api.example.com/x': answer,
            },
            'https://shop.example/devices',
            '--header',
            `Authorization: ${secrets.authorization}`,
          );
          assert.ok(exitCode === 0 || exitCode === 1);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives up on a page that takes too long to read', () => {
    const url = new URL('https://shop.example/');
    assert.equal(readPage(document('<div>'.repeat(100_000)), url, 50), undefined);
    assert.equal(readPage(document('<junction-connect>'), url)?.elements.length, 1);
  });

  for (const [what, text] of Object.entries({
    'a very long attribute of quotes': `<junction-connect token-endpoint="${'\u201c'.repeat(120_000)}">`,
    'a very long attribute of white space': `<junction-connect providers="a${' '.repeat(120_000)}b" success-url="${' '.repeat(120_000)}@">`,
    'a very long attribute of at signs': `<junction-connect token-endpoint="https://${'@'.repeat(120_000)}">`,
    'a very long inline script': `<script>${'import '.repeat(200_000)}${'import("' + ' '.repeat(1_000_000)}</script>`,
    'very many braces': `<script>junctionConnectSite = ${'{}'.repeat(200_000)}</script>`,
    'very many scripts': '<script src="/x.js"></script>'.repeat(10_000),
  }))
    it(`ends in time on ${what}`, { timeout: 10_000 }, async () => {
      const page = () => new Response(document(text), { headers: { 'Content-Type': 'text/html' } });
      await runDoctor({ 'https://shop.example/': page }, 'https://shop.example/');
    });

  it('checks only some of very many buttons and attributes', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `token-endpoin${index}`).join(' ');
    const text = document(`<junction-connect ${names}></junction-connect>`.repeat(100));
    const page = () => new Response(text, { headers: { 'Content-Type': 'text/html' } });
    const { lines } = await runDoctor({ 'https://shop.example/': page }, 'https://shop.example/');
    assert.ok(lines.some((line) => line.includes('checks the first 50')));
    assert.ok(lines.length < 1000);
  });

  for (const echo of [secrets.cookie, encodeURIComponent(secrets.cookie)])
    it(`prints no secret that a site sends back, as ${echo === secrets.cookie ? 'it is' : 'a part of an address'}`, async () => {
      const { lines, code } = await runDoctor(
        { 'https://shop.example/devices': reply(302, '', { Location: `/echo/${echo}/` }) },
        'https://shop.example/devices',
        '--header',
        `Cookie: a=b; session=${secrets.cookie}`,
      );
      assert.equal(code, 1);
      assert.match(lines.join('\n'), /https:\/\/shop\.example\/echo\/…\//);
    });
});

describe('doctor, without a connection', () => {
  const causes: [code: string, line: RegExp][] = [
    ['ENOTFOUND', /no such host/],
    ['EAI_AGAIN', /could not be looked up/],
    ['ECONNREFUSED', /nothing listens/],
    ['ENETUNREACH', /does not reach this host/],
    ['CERT_HAS_EXPIRED', /has expired/],
    ['CERT_NOT_YET_VALID', /not valid yet/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another host/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /no known authority/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /no known authority/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS/],
    ['ECONNRESET', /has closed the connection/],
    ['UND_ERR_SOCKET', /has closed the connection/],
    ['HPE_INVALID_CONSTANT', /not HTTP/],
    ['UND_ERR_CONNECT_TIMEOUT', /no answer within 15 seconds/],
    ['SOMETHING_NEW', /the connection failed/],
  ];
  for (const [name, line] of causes)
    it(`explains ${name}`, () => {
      const cause = Object.assign(new Error(secrets.query), { code: name });
      const problem = new ConnectionProblem(new TypeError('fetch failed', { cause }), 15_000);
      assert.match(problem.message, line);
      assert.ok(!problem.message.includes(secrets.query));
    });
});
