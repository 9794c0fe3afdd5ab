/**
 * `npm run bench` measures the package in a real browser, compares it with what people would use instead, and prints tables. It
 * never fails because of a slow result. Only the size has a limit: `npm run size` checks it.
 *
 * `npm run bench -- size press` measures only these parts, and `--rounds 5` takes fewer rounds. `--write` writes the tables of the
 * measured parts into docs/benchmarks.md, each with the machine and the date.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { provideEngines } from '../../scripts/browsers.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
// The benchmarks have packages of their own, so that `npm ci` of the project stays quick.
if (!existsSync(`${here}node_modules`)) execFileSync('npm', ['ci', '--prefix', here], { stdio: 'inherit' });

const { startHosts } = await import('./hosts.mjs');
const { pages, scripts } = await import('./contenders.mjs');
const { parts } = await import('./parts.mjs');

const headingOf = (section) => section.split('\n', 1)[0];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, write: { type: 'boolean' } },
});
const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
if (unknown) throw new Error(`There is no part ${unknown}. The parts are: ${Object.keys(parts).join(', ')}`);

const [{ path, missing }] = provideEngines(['Chromium']);
if (missing) throw new Error(`The benchmarks need Chromium: ${missing}`);
const hosts = await startHosts(pages, scripts);
const browser = await chromium.launch({
  executablePath: path,
  args: ['--no-sandbox', '--disable-background-networking', ...hosts.browserArguments],
});
const browserVersion = browser.version();
/** The sections of docs/benchmarks.md, by their headings. */
const sections = new Map();
try {
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
    const text = await parts[name]({ browser, hosts, rounds: values.rounds && Number(values.rounds) });
    console.log(text);
    sections.set(headingOf(text), text);
  }
} finally {
  await browser.close();
  hosts.close();
}

if (values.write) {
  const document = new URL('../../docs/benchmarks.md', import.meta.url);
  const machine = `${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}, Chromium ${browserVersion}`;
  const date = new Date().toISOString().slice(0, 10);
  // A part that was not measured keeps its section.
  const [head, ...written] = readFileSync(document, 'utf8').split(/^(?=## )/m);
  const all = new Map(written.map((section) => [headingOf(section), section.trim()]));
  for (const [heading, text] of sections) all.set(heading, `${text}\n\n_Measured on ${date}: ${machine}._`);
  writeFileSync(document, [head.trim(), ...all.values()].join('\n\n'));
  execFileSync('npx', ['prettier', '--write', fileURLToPath(document)], { stdio: 'inherit' });
}
