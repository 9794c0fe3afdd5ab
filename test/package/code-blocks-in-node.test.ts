/** The code blocks of the documents that need no browser. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { findProgram } from '../../scripts/find-program.mjs';
import { readArguments as readDoctorArguments } from '../../src/cli/doctor/arguments.js';
import { readArguments as readInitArguments } from '../../src/cli/init/arguments.js';
import { readArguments as readSandboxArguments } from '../../src/cli/sandbox/arguments.js';
import { blocksToRun, isForNode, placeOf } from '../support/code-blocks.js';
import { filesOfGit } from '../support/markdown.js';
import { root } from '../support/root.js';
import { findTypeErrors } from '../support/type-check.js';

const require = createRequire(import.meta.url);
const manifest = require('junction-connect/package.json') as {
  name: string;
  version: string;
  scripts: Record<string, string>;
};
const { url: addressOfScript } = require('junction-connect/integrity.json') as { url: string };

/** A module that runs first. It closes a server as soon as it listens, so that the program of the document ends. */
const closeServers = `
  import { Server } from 'node:net';
  const { listen } = Server.prototype;
  Server.prototype.listen = function (...args) {
    return listen.apply(this.once('listening', () => this.close()), args);
  };`;

function runInNode(code: string): void {
  const preload = `data:text/javascript,${encodeURIComponent(closeServers)}`;
  // Another program may use the port of the document.
  const withFreePort = code.replace(/(?<=listen\()\d+/, '0');
  execFileSync(process.execPath, ['--import', preload, '--input-type=module', '--eval', withFreePort], {
    cwd: root,
    env: { ...process.env, WEBHOOK_SECRET: `whsec_${Buffer.from('a secret').toString('base64')}` },
    timeout: 20_000,
    stdio: 'pipe',
  });
}

const commands: Record<string, (args: string[]) => unknown> = {
  doctor: readDoctorArguments,
  init: readInitArguments,
  sandbox: readSandboxArguments,
};

/** The file that `npm pack --pack-destination ..` makes. */
const tarball = `../${manifest.name}-${manifest.version}.tgz`;

/** Splits the words of a command as a shell does. */
const wordsOf = (text: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

/** Checks a command that a reader types. It throws when the command could not work. `…` stands for a value of the reader. */
function checkCommand(command: string): void {
  const [program, name = '', ...args] = wordsOf(command.replace('…', 'value'));
  if (program === 'npx' && name === manifest.name) commands[args[0]!]!(args.slice(1));
  else if (command === 'npm ci') assert.ok(existsSync(join(root, 'package-lock.json')));
  else if (program === 'npm' && name === 'install') assert.ok([manifest.name, tarball].includes(args.join(' ')));
  else if (program === 'npm' && name === 'pack') assert.deepEqual(args, ['--pack-destination', '..']);
  else if (program === 'npm') assert.ok(manifest.scripts[name === 'run' ? args[0]! : name], 'there is no such script');
  else if (program === 'php') assert.deepEqual([existsSync(join(root, name)), args], [true, [tarball]]);
  else if (program === 'curl') {
    const folder = addressOfScript.replace(/dist\/.*/, '');
    assert.ok(name.startsWith(folder) && existsSync(join(root, name.slice(folder.length))), 'there is no such file');
  } else assert.fail('this test does not know the command: write a check, or a test of its own');
}

/** Returns the headers of a block. A value may go on in lines that are indented. */
const readHeaders = (text: string) =>
  text.split(/\n(?!\s)/).map((line): [string, string] => {
    const [, name, value] = /^([^:\s]+):\s+(\S[^]*)$/.exec(line) ?? [];
    assert.ok(name && value, `'${line}' is no header`);
    return [name, value.replaceAll(/\n\s+/g, ' ')];
  });

/** The code of the plugin for WordPress. */
const plugin = filesOfGit('integrations/wordpress/*.php').map((file) => readFileSync(join(root, file), 'utf8'));

const php = findProgram('php');

function checkPhp(code: string): void {
  execFileSync(php!, ['-l'], { input: `<?php\n${code}`, stdio: 'pipe' });
  for (const [, name] of code.matchAll(/'(junction_\w+)'/gi))
    assert.ok(
      plugin.some((text) => text.includes(`'${name}'`)),
      `the plugin does not know ${name}`,
    );
}

const checks: Record<string, (code: string) => unknown> = {
  js: runInNode,
  json: (code) => JSON.parse(code) as unknown,
  http: (code) => new Headers(readHeaders(code)),
  sh: (code) => code.split(/\n| && /).forEach(checkCommand),
  php: checkPhp,
};

const skipPhp = !process.env.CI && !php && 'PHP is not installed';

describe('the code block', () => {
  for (const block of blocksToRun(...Object.keys(checks)).filter((one) => one.language !== 'js' || isForNode(one)))
    it(`in ${placeOf(block)} works`, { skip: block.language === 'php' && skipPhp }, () => {
      checks[block.language]!(block.code);
    });

  const typed = blocksToRun('ts', 'tsx');
  const errors = findTypeErrors(typed.map(({ code, language }) => ({ code, language })));
  for (const [index, block] of typed.entries())
    it(`in ${placeOf(block)} has the right types`, () => {
      assert.deepEqual(errors[index], []);
    });
});
