import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLinkTokenHandler } from 'junction-connect/server';
import { createJunction } from '../support/junction.js';
import {
  type Answer,
  checkRow,
  document,
  element,
  html,
  javascript,
  json,
  linkWebUrl,
  type Row,
  runDoctor,
  rightSite,
  script,
  secrets,
  status,
} from './doctor-site.js';

const page = 'https://shop.example/devices';
const endpoint = 'https://shop.example/api/link-token';
const apiEndpoint = 'https://api.example.com/link-token';
const cookie = ['--header', `Cookie: session=${secrets.cookie}`];
const signedIn = [page, ...cookie];

const withEndpoint = (answer: Answer) => ({ [endpoint]: answer });
const withElement = (attributes: string) => ({
  [page]: html(document(`<junction-connect ${attributes}>Connect</junction-connect>`)),
});
const get = withElement('token-endpoint="/api/link-token" method="get"');
const right = { link_token: secrets.token, link_web_url: linkWebUrl };
const fine = /^ok +The token endpoint https:\/\/shop\.example\/api\/link-token answers with a Link Token/;
const says = (text: string) => new RegExp(`^problem +The token endpoint https://shop\\.example/api/link-token ${text}`);
const refusal = (code: number, name: string) => json({ error: secrets.userId, code: name }, { status: code });

const statuses: Row[] = [
  {
    name: '401 to doctor, which is not signed in',
    servers: withEndpoint(status(401)),
    lines: [/^note .* answers 401: it works, and nobody is signed in\. That is a good sign.* --header 'Cookie: …'/],
  },
  {
    name: '401 to a person',
    servers: withEndpoint(status(401)),
    args: signedIn,
    lines: [says('answers 401\\. It does not know')],
  },
  { name: '403', servers: withEndpoint(status(403)), lines: [/^note .* answers 403: it refuses doctor/] },
  {
    name: '403 to a person',
    servers: withEndpoint(status(403)),
    args: signedIn,
    lines: [says('answers 403\\. .* CSRF token')],
  },
  {
    name: '403 to a page of another site',
    servers: withEndpoint(refusal(403, 'cross_site_request')),
    lines: [
      says(
        "answers 403\\. It refuses requests from https://shop\\.example\\. .* allowedOrigins: \\['https://shop\\.example'\\]",
      ),
    ],
  },
  { name: '419, of Laravel', servers: withEndpoint(status(419)), lines: [/^note .* answers 419/] },
  {
    name: '400',
    servers: withEndpoint(status(400)),
    lines: [says('answers 400\\. .* had the fields filter_on_providers\\. Check')],
  },
  {
    name: '400 to a button with mode="popup"',
    servers: { ...withElement('token-endpoint="/api/link-token" mode="popup"'), ...withEndpoint(status(400)) },
    lines: [says('answers 400\\. .* had the fields redirect_url')],
  },
  {
    name: '400 to redirect_url, which an embedded Link does not need',
    servers: withEndpoint(async (request) =>
      (await request.text()).includes('redirect_url') ? new Response(null, { status: 400 }) : Response.json(right),
    ),
    lines: [fine],
  },
  { name: '404', servers: withEndpoint(status(404)), lines: [says('answers 404\\. There is nothing at this address')] },
  {
    name: '405 with Allow: GET',
    servers: withEndpoint(status(405, { Allow: 'GET, HEAD' })),
    lines: [says('answers 405\\. It allows GET.* Add method="get"')],
  },
  {
    name: '405 to GET',
    servers: { ...get, ...withEndpoint(status(405, { Allow: 'POST' })) },
    lines: [says('answers 405\\. .* Remove method="get"')],
  },
  {
    name: '405 without Allow',
    servers: withEndpoint(status(405)),
    lines: [says('answers 405\\. It does not accept POST')],
  },
  { name: '413', servers: withEndpoint(status(413)), lines: [says('answers 413\\. .* too large')] },
  { name: '415', servers: withEndpoint(status(415)), lines: [says('answers 415\\. It does not accept JSON')] },
  { name: '429', servers: withEndpoint(status(429)), lines: [says('answers 429\\. It gets too many requests')] },
  { name: '500', servers: withEndpoint(status(500)), lines: [says('answers 500\\. It has failed')] },
  {
    name: '500 of createLinkTokenHandler',
    servers: withEndpoint(refusal(500, 'server_error')),
    lines: [says('answers 500\\. It could not read who is signed in')],
  },
  { name: '502 of a proxy', servers: withEndpoint(status(502)), lines: [says('answers 502\\. The server behind it')] },
  {
    name: '502 of createLinkTokenHandler',
    servers: withEndpoint(refusal(502, 'junction_unavailable')),
    lines: [says('answers 502\\. .* Check the API key')],
  },
  { name: '599', servers: withEndpoint(status(599)), lines: [says('answers 599')] },
  {
    name: 'a redirect to a page for signing in',
    servers: withEndpoint(status(302, { Location: `/login?user=${secrets.userId}` })),
    lines: [says('redirects \\(302\\) to https://shop\\.example/login, .* Let it answer 401')],
  },
  {
    name: 'a redirect to another address',
    servers: withEndpoint(status(301, { Location: '/api/link-token/' })),
    lines: [
      says(
        'redirects \\(301\\) to https://shop\\.example/api/link-token/\\. Write the address that answers without a redirect',
      ),
    ],
  },
  {
    name: 'a redirect that keeps the request',
    servers: { ...withEndpoint(status(308, { Location: '/api/link-token/' })), [`${endpoint}/`]: json(right) },
    lines: [
      /^note .* redirects \(308\) to https:\/\/shop\.example\/api\/link-token\//,
      /^ok .* answers with a Link Token/,
    ],
  },
  ...['302', '307'].map((code): Row => ({
    name: `a redirect (${code}) to Link`,
    servers: withEndpoint(status(Number(code), { Location: `https://link.tryvital.io/link/${secrets.token}` })),
    lines: [
      says(
        `redirects \\(${code}\\) to Link \\(https://link\\.tryvital\\.io\\)\\. Let it not redirect, but answer with JSON`,
      ),
    ],
  })),
  {
    name: 'a redirect to another origin',
    servers: withEndpoint(status(302, { Location: `https://evil.example/${secrets.token}` })),
    lines: [says('redirects \\(302\\) to https://evil\\.example\\. Write')],
  },
  {
    name: 'a redirect with a token in its path',
    servers: withEndpoint(status(302, { Location: `/open/${secrets.token}/` })),
    lines: [says('redirects \\(302\\) to https://shop\\.example/open/…/\\. Write')],
  },
  {
    name: 'a redirect with a token in its path that keeps the request',
    servers: {
      ...withEndpoint(status(307, { Location: `/open/${secrets.token}` })),
      [`https://shop.example/open/${secrets.token}`]: json({}),
    },
    lines: [
      /^note .* redirects \(307\) to https:\/\/shop\.example\/open\/…/,
      /^problem +The token endpoint https:\/\/shop\.example\/api\/link-token answers 200, but without a link_token/,
    ],
  },
  {
    name: 'a redirect whose body has the token that its address has',
    servers: withEndpoint(() =>
      Response.json({ link_token: 'secret-link-token' }, { status: 302, headers: { Location: '/secret-link-token' } }),
    ),
    lines: [says('redirects \\(302\\) to https://shop\\.example/…\\. Write')],
  },
  {
    name: 'a redirect of /auth/… to itself with a slash',
    servers: {
      ...withElement('token-endpoint="/auth/link-token"'),
      'https://shop.example/auth/link-token': status(308, { Location: '/auth/link-token/' }),
      'https://shop.example/auth/link-token/': json(right),
    },
    lines: [/^note .* redirects \(308\) to https:\/\/shop\.example\/auth\/link-token\//, /^ok .* Link Token/],
    without: /signing in/,
  },
  {
    name: 'a redirect of /auth/… to a page for signing in',
    servers: {
      ...withElement('token-endpoint="/auth/link-token"'),
      'https://shop.example/auth/link-token': status(302, { Location: '/auth/login' }),
    },
    lines: [/^problem .* to https:\/\/shop\.example\/auth\/login, which looks like a page for signing in/],
  },
  {
    name: 'a redirect to nothing',
    servers: withEndpoint(status(307)),
    lines: [says('redirects \\(307\\) without a valid address')],
  },
];

const answers: Row[] = [
  {
    name: 'a page',
    servers: withEndpoint(html(document('Hello'))),
    lines: [says('answers 200, but with an HTML page')],
  },
  {
    name: 'a page for signing in',
    servers: withEndpoint(html('<html><input type="password">')),
    lines: [says('answers 200, but with a page for signing in')],
  },
  { name: 'nothing', servers: withEndpoint(status(204)), lines: [says('answers 204, but its body is empty')] },
  {
    name: 'JSON as text/html, the default of PHP',
    servers: withEndpoint(html(JSON.stringify(right), { 'Cache-Control': 'no-store' })),
    lines: [fine],
    without: /HTML page/,
  },
  {
    name: 'JSON as text/html without a link_token',
    servers: withEndpoint(html('{"token":"x"}')),
    lines: [says('answers 200, but without a link_token')],
  },
  {
    name: 'JSON after a warning of PHP',
    servers: withEndpoint(html(`<br />\n<b>Warning</b>: ${secrets.userId}<br />${JSON.stringify(right)}`)),
    lines: [says('answers 200, but prints something before or after the JSON, .* display_errors')],
  },
  {
    name: 'JSON before a text',
    servers: withEndpoint(html(`${JSON.stringify(right)}0`)),
    lines: [says('answers 200, but prints something before or after the JSON')],
  },
  {
    name: 'a text',
    servers: withEndpoint(status(200, {}, `Warning: ${secrets.userId}{}`)),
    lines: [says('answers 200, but not with JSON')],
  },
  {
    name: 'no link_token',
    servers: withEndpoint(json({ token: secrets.token })),
    lines: [says('answers 200, but without a link_token\\. Pass on')],
  },
  {
    name: 'a link_token inside',
    servers: withEndpoint(json({ data: right })),
    lines: [says('answers 200, but without a link_token at the top')],
  },
  {
    name: 'an empty link_token',
    servers: withEndpoint(json({ link_token: '' })),
    lines: [says('answers 200, but without a link_token')],
  },
  {
    name: 'a link_web_url of another site',
    servers: withEndpoint(json({ ...right, link_web_url: `https://link.example/?token=${secrets.token}` })),
    lines: [says('answers 200, but its link_web_url is not an address of Junction \\(https://link\\.example\\)')],
  },
  {
    name: 'a link_web_url whose host has the token',
    servers: withEndpoint(
      json({ link_token: secrets.token.toUpperCase(), link_web_url: `https://${secrets.token}.evil.example/` }),
    ),
    lines: [says('answers 200, but its link_web_url is not an address of Junction \\(https://…\\.evil\\.example\\)')],
  },
  {
    name: 'a link_web_url that is no URL',
    servers: withEndpoint(json({ ...right, link_web_url: 'x' })),
    lines: [says('answers 200, but its link_web_url is not a URL')],
  },
  {
    name: 'a link_web_url of the local Junction',
    servers: withEndpoint(json({ ...right, link_web_url: `http://localhost:4000/?token=${secrets.token}` })),
    lines: [/^note .* link_web_url on this machine \(http:\/\/localhost:4000\).* configureLink\(\)/],
  },
  {
    name: 'a token alone',
    servers: withEndpoint(json(secrets.token)),
    lines: [fine, /^note +The answer has no link_web_url.* set env and region/],
  },
  {
    name: 'a token alone, to an element with env and region',
    servers: {
      ...withElement('token-endpoint="/api/link-token" env="sandbox" region="eu"'),
      ...withEndpoint(json(secrets.token)),
    },
    lines: [fine],
    without: /link_web_url/,
  },
  {
    name: 'the names of the SDK',
    servers: withEndpoint(json({ linkToken: secrets.token, linkWebUrl })),
    lines: [fine],
    without: /^note/m,
  },
  {
    name: 'more fields',
    servers: withEndpoint(json({ ...right, user_id: secrets.userId })),
    lines: [fine, /^note .* more fields than/],
  },
  {
    name: 'no Cache-Control',
    servers: withEndpoint(json(right, { headers: {} })),
    lines: [fine, /^note .* Send Cache-Control: no-store/],
  },
  {
    name: 'no Cache-Control to GET',
    servers: { ...get, ...withEndpoint(json(right, { headers: {} })) },
    lines: [/^problem +A cache may keep the answer/],
  },
  {
    name: 'Cache-Control: public',
    servers: withEndpoint(json(right, { headers: { 'Cache-Control': 'public, max-age=60' } })),
    lines: [/^problem +A cache may keep/],
  },
  {
    name: 'Cache-Control: private',
    servers: withEndpoint(json(right, { headers: { 'Cache-Control': 'private, max-age=60' } })),
    lines: [fine],
    without: /cache/,
  },
  {
    name: 'nothing within the timeout',
    servers: {
      ...withElement('token-endpoint="/api/link-token" timeout="50"'),
      ...withEndpoint(() => new Promise(() => undefined)),
    },
    lines: [says('does not answer within 50 ms, the timeout of the element')],
  },
  {
    name: 'a body that is not compressed as it says',
    servers: withEndpoint(status(200, { 'Content-Encoding': 'gzip' }, 'not gzip')),
    lines: [says('cannot be read: its body is not compressed')],
  },
  {
    name: 'nothing more within the timeout',
    servers: {
      ...withElement('token-endpoint="/api/link-token" timeout="500"'),
      ...withEndpoint(() => new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(1)) }))),
    },
    lines: [says('does not answer within 500 ms')],
  },
  {
    name: 'http:// in an https:// page',
    servers: {
      [page]: html(
        document(
          '<junction-connect>Connect</junction-connect>',
          '<script src="/junction-connect.js" data-token-endpoints="http://api.example.com/link-token"></script>',
        ),
      ),
    },
    lines: [/^problem +http:\/\/api\.example\.com\/link-token has http:\/\/.* Write https:\/\//],
  },
];

const apiPage = (attributes = '') => ({
  [page]: html(
    document(
      `<junction-connect token-endpoint="${apiEndpoint}" ${attributes}>Connect</junction-connect>`,
      '<script src="/junction-connect.js" data-allowed-origins="https://api.example.com"></script>',
    ),
  ),
});
const cors = { 'Access-Control-Allow-Origin': 'https://shop.example', 'Cache-Control': 'no-store' };

/** Answers the preflight request with these headers, and the request itself with others. */
const api = (preflight: Record<string, string>, headers: Record<string, string> = cors, code = 204) => ({
  [apiEndpoint]: (request: Request) =>
    request.method === 'OPTIONS'
      ? new Response(null, { status: code, headers: preflight })
      : Response.json(right, { headers }),
});
const allowsContentType = { ...cors, 'Access-Control-Allow-Headers': 'content-type' };

const allowsCookies = { ...allowsContentType, 'Access-Control-Allow-Credentials': 'true' };
const signedOut: Answer = ({ method }) =>
  new Response(null, { status: method === 'OPTIONS' ? 204 : 401, headers: allowsCookies });
const fromShop = [apiEndpoint, '--endpoint', '--origin', 'https://shop.example'];

const otherOrigin: Row[] = [
  {
    name: 'that allows the page',
    servers: { ...apiPage(), ...api(allowsContentType) },
    lines: [/^ok .*api\.example\.com\/link-token answers with a Link Token/],
  },
  {
    name: 'that allows all',
    servers: { ...apiPage(), ...api({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }) },
    lines: [/^ok .*api\.example\.com/],
  },
  {
    name: 'that refuses OPTIONS',
    servers: { ...apiPage(), ...api({}, cors, 403) },
    lines: [/^problem +The preflight request \(OPTIONS\) .* answered with 403/],
  },
  {
    name: 'without Access-Control-Allow-Origin',
    servers: { ...apiPage(), ...api({}) },
    lines: [/^problem +The preflight .* has no Access-Control-Allow-Origin/],
  },
  {
    name: 'that allows another page',
    servers: { ...apiPage(), ...api({ ...allowsContentType, 'Access-Control-Allow-Origin': 'https://other.example' }) },
    lines: [
      /^problem .* has another Access-Control-Allow-Origin.* Send Access-Control-Allow-Origin: https:\/\/shop\.example/,
    ],
  },
  {
    name: 'that does not allow the header',
    servers: { ...apiPage(), ...api(cors) },
    lines: [/^problem .* does not allow the header content-type/],
  },
  {
    name: 'that forgets the header in the answer itself',
    servers: { ...apiPage(), ...api(allowsContentType, {}) },
    lines: [
      /^problem +The answer of https:\/\/api\.example\.com\/link-token \(200\) has no Access-Control-Allow-Origin/,
    ],
  },
  {
    name: 'that allows no credentials',
    servers: { ...apiPage('credentials="include"'), ...api(allowsContentType) },
    lines: [/^problem .* no Access-Control-Allow-Credentials: true/],
  },
  {
    name: 'that allows all, with credentials',
    servers: {
      ...apiPage('credentials="include"'),
      ...api({ ...allowsContentType, 'Access-Control-Allow-Origin': '*' }),
    },
    lines: [/^problem .* has another Access-Control-Allow-Origin/],
  },
  {
    name: 'without a preflight request, for GET',
    servers: { ...apiPage('method="get"'), ...api({}, cors, 500) },
    lines: [/^ok .*api\.example\.com/],
  },
  {
    name: 'that wants cookies',
    servers: { ...apiPage('method="get"'), [apiEndpoint]: status(401, cors) },
    lines: [/^note .* answers 401: .* cookies only with credentials="include"/],
  },
  {
    name: 'that wants a sign-in, while --header is for the page',
    servers: { ...apiPage('credentials="include"'), [apiEndpoint]: signedOut },
    args: signedIn,
    lines: [
      /^note .* answers 401: .* does not send the headers of --header to this origin.* --endpoint, --origin https:\/\/shop\.example/,
    ],
    without: /add --header/,
  },
  {
    name: 'as it is asked with --endpoint and --origin',
    servers: api({}, cors, 403),
    args: [apiEndpoint, '--endpoint', '--origin', 'https://shop.example'],
    lines: [/^problem +The preflight request/],
  },
  {
    name: 'that does not allow the header of --header',
    servers: api(allowsContentType),
    args: [...fromShop, '--header', `Authorization: Bearer ${secrets.authorization}`],
    lines: [/^problem +The preflight request .* does not allow the header authorization/],
  },
  {
    name: 'that allows the header of --header, and no cookies',
    servers: api({ ...cors, 'Access-Control-Allow-Headers': 'content-type, authorization' }),
    args: [...fromShop, '--header', `Authorization: Bearer ${secrets.authorization}`],
    lines: [/^ok .*api\.example\.com/],
  },
  {
    name: 'that does not allow the cookie of --header',
    servers: api(allowsContentType),
    args: [...fromShop, ...cookie],
    lines: [/^problem .* no Access-Control-Allow-Credentials: true/],
  },
];

const direct: Row[] = [
  { name: 'with --endpoint', args: [endpoint, '--endpoint'], lines: [fine] },
  {
    name: 'with JSON as the answer to GET',
    servers: withEndpoint(json(right)),
    args: [endpoint],
    lines: [/^note .* doctor treats it as a token endpoint/, fine],
  },
  ...[JSON.stringify(right), `<br /><b>Warning</b>${JSON.stringify(right)}`].map((body): Row => ({
    name: `with ${body.startsWith('{') ? 'JSON' : 'a warning and JSON'} as text/html as the answer to GET`,
    servers: withEndpoint(({ method }) =>
      method === 'GET'
        ? new Response(body, { headers: { 'Content-Type': 'text/html' } })
        : Response.json(right, { headers: { 'Cache-Control': 'no-store' } }),
    ),
    args: [endpoint],
    lines: [/^note .* doctor treats it as a token endpoint/, fine],
  })),
  {
    name: 'with a redirect to Link as the answer to GET',
    servers: withEndpoint(status(302, { Location: `https://link.tryvital.io/link/${secrets.token}` })),
    args: [endpoint],
    lines: [/^problem .* redirects \(302\) to Link \(https:\/\/link\.tryvital\.io\)/],
  },
  ...[401, 403].map((code): Row => ({
    name: `with ${code} in plain text as the answer to GET`,
    servers: withEndpoint(status(code, { 'Content-Type': 'text/plain' }, 'Unauthorized')),
    args: [endpoint],
    lines: [/^problem +The page answers 40[13]: .* token endpoint, add --endpoint/],
  })),
  {
    name: 'with 405 as the answer to GET',
    servers: withEndpoint(({ method }) =>
      method === 'POST'
        ? Response.json(right, { headers: { 'Cache-Control': 'no-store' } })
        : new Response(null, { status: 405 }),
    ),
    args: [endpoint],
    lines: [/^note .* doctor treats it as a token endpoint/, fine],
  },
  {
    name: 'with --method get',
    servers: withEndpoint(({ method }) =>
      method === 'GET'
        ? Response.json(secrets.token, { headers: { 'Cache-Control': 'private' } })
        : new Response(null, { status: 405 }),
    ),
    args: [endpoint, '--endpoint', '--method', 'get'],
    lines: [fine],
  },
];

for (const [what, rows] of Object.entries({
  status: statuses,
  answer: answers,
  'endpoint of another origin': otherOrigin,
  'endpoint without a page': direct,
})) {
  describe(`doctor, about an ${what}`.replace('an status', 'a status'), () => {
    for (const row of rows) it(row.name, () => checkRow(row));
  });
}

/** Runs doctor, and returns the request that the endpoint gets. */
async function requestOf(args: string[], servers = {}) {
  const requests: { method: string; headers: Headers; body: string; search: string }[] = [];
  const record: Answer = async (request) => {
    const { method, headers, url } = request;
    requests.push({ method, headers, body: await request.text(), search: new URL(url).search });
    return Response.json(right);
  };
  await runDoctor({ ...rightSite, [endpoint]: record, [apiEndpoint]: record, ...servers }, ...args);
  return requests;
}

describe('doctor asks the endpoint', () => {
  it('as the element does: with its fields, its headers, and those of a browser', async () => {
    const [request, ...others] = await requestOf([page]);
    assert.equal(others.length, 0);
    assert.equal(request!.method, 'POST');
    assert.deepEqual(JSON.parse(request!.body), { filter_on_providers: ['oura', 'garmin'] });
    for (const [name, value] of Object.entries({
      accept: 'application/json',
      'content-type': 'application/json',
      origin: 'https://shop.example',
      referer: 'https://shop.example/',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'same-origin',
    }))
      assert.equal(request!.headers.get(name), value, name);
  });

  for (const mode of ['popup', 'redirect'])
    it(`with the return page that mode="${mode}" needs`, async () => {
      const [request] = await requestOf([page], withElement(`token-endpoint="/api/link-token" mode="${mode}"`));
      assert.deepEqual(JSON.parse(request!.body), {
        redirect_url: `${page}?junction_session=doctor`,
        on_close: 'redirect',
        on_error: 'redirect',
      });
    });

  it('with GET, as the element does', async () => {
    const [request] = await requestOf(
      [page],
      withElement('token-endpoint="/api/link-token" method="get" mode="embed" provider="oura"'),
    );
    assert.deepEqual([request!.method, request!.search, request!.body], ['GET', '?provider=oura', '']);
    assert.equal(request!.headers.get('origin'), null);
  });

  it('with the CSRF token of the markup, and the cookies of the page', async () => {
    const body = '<junction-connect token-endpoint="/api/link-token" csrf-token="csrf-1">Connect</junction-connect>';
    const [request] = await requestOf([page], {
      [page]: html(document(body), { 'Set-Cookie': `laravel=${secrets.cookie}; Path=/; HttpOnly` }),
    });
    assert.equal(request!.headers.get('x-csrf-token'), 'csrf-1');
    assert.equal(request!.headers.get('cookie'), `laravel=${secrets.cookie}`);
  });

  it('with the headers of --header', async () => {
    const [request] = await requestOf([...signedIn, '--header', `Authorization: Bearer ${secrets.authorization}`]);
    assert.equal(request!.headers.get('cookie'), `session=${secrets.cookie}`);
    assert.equal(request!.headers.get('authorization'), `Bearer ${secrets.authorization}`);
  });

  it('of another origin than --origin with the headers of --header', async () => {
    const requests: Request[] = [];
    const answer: Answer = (request) => {
      requests.push(request);
      const headers = {
        ...cors,
        'Access-Control-Allow-Headers': 'content-type, authorization',
        'Access-Control-Allow-Credentials': 'true',
      };
      return Response.json(right, { headers });
    };
    const authorization = ['--header', `Authorization: Bearer ${secrets.authorization}`];
    await runDoctor({ [apiEndpoint]: answer }, ...fromShop, ...cookie, ...authorization);
    assert.deepEqual(
      requests.map(({ method, headers }) => [method, headers.get('cookie'), headers.get('authorization')]),
      [
        ['OPTIONS', null, null],
        ['POST', `session=${secrets.cookie}`, `Bearer ${secrets.authorization}`],
      ],
    );
  });

  it('without the cookies of --header with credentials="omit"', async () => {
    const [request] = await requestOf(signedIn, withElement('token-endpoint="/api/link-token" credentials="omit"'));
    assert.equal(request!.headers.get('cookie'), null);
  });

  it('of another origin without the headers of --header', async () => {
    const requests = await requestOf(signedIn, apiPage('credentials="include" method="get"'));
    assert.equal(requests.length, 1);
    assert.equal(requests[0]!.headers.get('cookie'), null);
    assert.equal(requests[0]!.headers.get('sec-fetch-site'), 'cross-site');
  });

  it('without a cookie that the page deletes', async () => {
    const headers = new Headers({ 'Content-Type': 'text/html' });
    headers.append('Set-Cookie', 'session=1; Path=/');
    headers.append('Set-Cookie', 'session=; Max-Age=0');
    headers.append('Set-Cookie', 'other=2');
    headers.append('Set-Cookie', 'other=; Expires=Thu, 01 Jan 1970 00:00:00 GMT');
    headers.append('Set-Cookie', 'kept=3; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT');
    const [request] = await requestOf([page], { [page]: () => new Response(document(element), { headers }) });
    assert.equal(request!.headers.get('cookie'), 'kept=3');
  });

  it('for each of several different buttons, and names the one that fails', async () => {
    const buttons = ['oura', 'polar', 'garmin'].map(
      (provider) => `\n<junction-connect token-endpoint="/api/link-token" provider="${provider}"></junction-connect>`,
    );
    const answer: Answer = async (request) =>
      (await request.text()).includes('polar') ? new Response(null, { status: 422 }) : Response.json(right);
    const { lines } = await runDoctor(
      { ...rightSite, [page]: html(document(buttons.join(''))), [endpoint]: answer },
      page,
    );
    const about = (text: string) => lines.filter((line) => line.includes(text));
    assert.equal(about('answers with a Link Token').length, 1);
    assert.equal(about('does not forbid caching').length, 1);
    assert.equal(about('answers 422').length, 1);
    assert.match(about('answers 422')[0]!, /\(<junction-connect> in line 6\)$/);
  });

  it('once for several buttons with the same settings', async () => {
    assert.equal((await requestOf([page], { [page]: html(document(element + element)) })).length, 1);
  });

  it('five times at most', async () => {
    const buttons = Array.from({ length: 9 }, (_, index) => element.replace('oura', `provider_${index}`));
    assert.equal((await requestOf([page], { [page]: html(document(buttons.join(''))) })).length, 5);
  });

  it('not at all when the element would refuse it', async () => {
    const body = '<div data-junction-connect data-token-endpoint="/api/link-token"></div>';
    assert.equal((await requestOf([page], { [page]: html(document(body)) })).length, 0);
  });
});

describe('doctor, with createLinkTokenHandler and the local Junction', () => {
  it('finds nothing wrong', async () => {
    const { client, newUserId } = createJunction({ origin: 'https://link.tryvital.io' });
    const userId = await newUserId();
    const handler = createLinkTokenHandler({
      client,
      getUserId: ({ headers }) => (headers.get('Cookie')?.includes(secrets.cookie) ? userId : undefined),
    });
    /** Passes the request on with the address that it would have without the server of the test. */
    const answer: Answer = async (request) =>
      handler(new Request(endpoint, { method: request.method, headers: request.headers, body: await request.text() }));
    await checkRow({ name: '', servers: { [endpoint]: answer }, args: signedIn, lines: [fine], without: /^note/m });
    await checkRow({
      name: '',
      servers: { [endpoint]: answer },
      args: [endpoint, '--endpoint', ...cookie],
      lines: [fine],
      without: /^note/m,
    });
    await checkRow({ name: '', servers: { [endpoint]: answer }, lines: [/^note .* answers 401: it works/] });
    await checkRow({
      name: '',
      servers: {
        'https://www.example.com/': html(
          document(
            `<junction-connect token-endpoint="${endpoint}"></junction-connect>`,
            '<script src="/junction-connect.js" data-allowed-origins="https://shop.example"></script>',
          ),
        ),
        'https://www.example.com/junction-connect.js': javascript(script),
        [endpoint]: answer,
      },
      args: ['https://www.example.com/'],
      lines: [/^problem +The preflight request \(OPTIONS\) .* 403.* allowedOrigins: \['https:\/\/www\.example\.com'\]/],
    });
  });
});
