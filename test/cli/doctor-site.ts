import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '../../src/cli/doctor/arguments.js';
import { diagnose } from '../../src/cli/doctor/diagnose.js';
import { readPackageFacts } from '../../src/cli/doctor/package-facts.js';
import { Report } from '../../src/cli/doctor/report.js';
import { listen } from '../support/listen.js';
import { root } from '../support/root.js';

export const facts = readPackageFacts();

/** The standalone script, as `dist` has it. */
export const script = readFileSync(join(root, 'dist/standalone.js'), 'utf8');

/** What doctor must never print. The sites of the tests repeat them in answers, addresses and headers. */
export const secrets = {
  token: 'secret-link-token-000001',
  userId: '8f14e45f-ceea-467f-a0e6-000000000002',
  cookie: 'secret-session+cookie/000003==',
  authorization: 'secret-authorization-000004',
  query: 'secret-value-of-a-query-000005',
} as const;

export const linkWebUrl = `https://link.tryvital.io/?token=${secrets.token}&env=sandbox&region=us`;

export type Answer = (request: Request) => Response | Promise<Response>;

/** The answers of all servers, by address without query. */
export type Servers = Readonly<Record<string, Answer>>;

export const html =
  (text: string, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(text, { headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } });

export const json =
  (body: unknown, init: ResponseInit = {}): Answer =>
  () =>
    Response.json(body, { headers: { 'Cache-Control': 'no-store' }, ...init });

export const javascript =
  (text: string, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(text, { headers: { 'Content-Type': 'text/javascript', ...headers } });

export const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  () =>
    new Response(body || null, { status: code, headers });

export const scriptTag = '<script src="/junction-connect.js" defer></script>';
export const element =
  '<junction-connect token-endpoint="/api/link-token" providers="oura garmin">Connect a device</junction-connect>';

export const document = (body: string, head = scriptTag) =>
  `<!doctype html>\n<html lang="en">\n<head><title>Devices</title>${head}</head>\n<body>${body}</body>\n</html>`;

/** A site on which everything is right. */
export const rightSite: Servers = {
  'https://shop.example/devices': html(document(element)),
  'https://shop.example/junction-connect.js': javascript(script),
  'https://shop.example/api/link-token': json({ link_token: secrets.token, link_web_url: linkWebUrl }),
};

/** What doctor has printed, and its exit code. */
export interface Diagnosis {
  readonly lines: readonly string[];
  readonly code: number;
}

/**
 * Runs doctor, and asserts what is so in every case: the form of the lines, and that they contain no secret and no control
 * character. All requests go to one real server on this machine, which answers for all addresses.
 */
export async function runDoctor(servers: Servers, ...args: string[]): Promise<Diagnosis> {
  const server = await listen(async (request) => {
    const address = request.headers.get('X-Test-Address')!;
    return (await servers[address]?.(request)) ?? new Response('Not found', { status: 404 });
  });
  const lines: string[] = [];
  const report = new Report((line) => lines.push(line));
  try {
    await diagnose(readArguments(args), facts, report, (input, init = {}) => {
      const url = new URL(input as URL);
      const headers = new Headers(init.headers);
      headers.set('X-Test-Address', url.origin + url.pathname);
      return fetch(`http://127.0.0.1:${server.port}${url.pathname}${url.search}`, { ...init, headers });
    });
    report.summarize();
  } finally {
    server.close();
  }
  assertClean(lines);
  return { lines, code: report.hasProblem ? 1 : 0 };
}

function assertClean(lines: readonly string[]): void {
  const text = lines.join('\n');
  for (const [name, secret] of Object.entries(secrets))
    assert.ok(!text.includes(secret), `prints the ${name}: ${text}`);
  const [first, ...others] = lines;
  assert.match(first!, /^Checking https?:\/\/.* makes a Link Token\. Doctor neither uses nor shows it/);
  assert.match(others.pop()!, /^(No problem found\.|\d+ problems? found\.)( \d+ notes?\.)?$/);
  for (const line of others) assert.match(line, /^(ok {6}|problem {1}|note {4}) \S/);
  for (const line of lines) assert.doesNotMatch(line, /[\p{C}\p{Zl}\p{Zp}]/u, JSON.stringify(line));
}

/** A case of a table: a site, and lines that doctor has to print about it. */
export interface Row {
  readonly name: string;
  readonly servers?: Servers;
  readonly args?: readonly string[];
  readonly lines: readonly RegExp[];
  /** What no line may say. */
  readonly without?: RegExp;
}

/** Runs doctor on a row. A problem in the expected lines means the exit code 1. */
export async function checkRow({ servers = {}, args = ['https://shop.example/devices'], lines, without }: Row) {
  const diagnosis = await runDoctor({ ...rightSite, ...servers }, ...args);
  const text = diagnosis.lines.join('\n');
  for (const line of lines) assert.match(text, new RegExp(line.source, `${line.flags}m`));
  if (without) assert.doesNotMatch(text, without);
  const expectsProblem = lines.some(({ source }) => source.startsWith('^problem'));
  assert.equal(diagnosis.code, expectsProblem ? 1 : 0, text);
  if (!expectsProblem) assert.doesNotMatch(text, /^problem/m);
}
