import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { endGroup, endOnExit } from '../../scripts/programs.mjs';
import { findWordPress } from '../../scripts/wordpress.mjs';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const wordPress = findWordPress();

/** Milliseconds for a server to get ready. */
const patience = 60_000;

/** A WordPress of its own, with its own database, that talks to a local Junction. */
export type Site = Awaited<ReturnType<typeof startSite>>;

/** @param junction The address of the local Junction. */
export async function startSite(junction: string) {
  assert.equal(wordPress.missing, undefined, 'Run `node scripts/wordpress.mjs`: it says what to install.');
  const folder = mkdtempSync(join(tmpdir(), 'wp-')); // A short name: the database's socket is in there.
  const root = join(folder, 'site');
  const log = join(folder, 'debug.log');
  const ended: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
  const stop = async () => {
    for (const end of ended.splice(0).reverse()) await end();
  };

  try {
    cpSync(wordPress.root, root, { recursive: true, dereference: true });
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const database = await startDatabase(folder);
    ended.push(() => endGroup(database));
    const define = (constants: Record<string, string> = {}) =>
      writeFileSync(join(folder, 'constants.json'), JSON.stringify({ JUNCTION_SANDBOX_URL: junction, ...constants }));
    define();
    writeFileSync(join(root, 'wp-config.php'), configuration(folder, log, origin));

    const cached = ['-d', 'opcache.enable_cli=1', '-d', `opcache.file_cache=${folder}`]; // Halves what PHP takes.
    const php = async (...args: string[]) => (await run(wordPress.php, [...cached, ...args], { cwd: root })).stdout;
    await php(join(here, 'install.php'));
    const server = await startPhp([...cached, '-S', `127.0.0.1:${port}`, '-t', root]);
    ended.push(() => endGroup(server));

    return {
      origin,
      root,
      /** Sets constants in wp-config.php, and no others. */
      define,
      /** Runs PHP within WordPress, and tells what it returns. */
      async evaluate<Value = unknown>(code: string): Promise<Value> {
        const text = await php('-r', `require 'wp-load.php'; echo "\\n", json_encode((function () { ${code} })());`);
        return JSON.parse(text.slice(text.lastIndexOf('\n'))) as Value;
      },
      /** What PHP and WordPress have complained of. */
      complaints: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const configuration = (folder: string, log: string, origin: string) => `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${folder}/socket' );
define( 'DB_CHARSET', 'utf8mb4' );
$table_prefix = 'wp_';
${saltNames.map((name) => `define( '${name}', '${salts[name]}' );`).join('\n')}
define( 'WP_HOME', '${origin}' );
define( 'WP_SITEURL', '${origin}' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '${log}' );
define( 'FS_METHOD', 'direct' );
define( 'DISABLE_WP_CRON', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true ); // Nothing leaves this machine.
foreach ( json_decode( file_get_contents( '${folder}/constants.json' ), true ) as $name => $value ) define( $name, $value );
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;

const saltNames = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [`${name}_KEY`, `${name}_SALT`]);
const salts = Object.fromEntries(saltNames.map((name) => [name, randomBytes(32).toString('hex')]));

/** A database of this run alone, which whoever may open its socket is the master of. */
async function startDatabase(folder: string): Promise<ChildProcess> {
  const data = join(folder, 'data');
  const user = process.getuid?.() === 0 ? ['--user=root'] : []; // Root has to say so.
  const options = ['--no-defaults', `--datadir=${data}`, ...user];
  await run(wordPress.installDatabase, [...options, '--skip-test-db', '--auth-root-authentication-method=normal']);
  const server = await start(
    wordPress.mariadbd,
    [
      ...options,
      ...['--skip-networking', '--skip-grant-tables', `--socket=${folder}/socket`, `--pid-file=${folder}/pid`],
      ...['--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=32M'],
    ],
    /ready for connections/,
  );
  const create = `mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
    (new mysqli('localhost', 'root', '', '', 0, $argv[1]))->query('CREATE DATABASE wordpress');`;
  await run(wordPress.php, ['-r', create, `${folder}/socket`]);
  return server;
}

/** PHP's own server, with more than one worker: WordPress's pages ask for others at the same time. */
const startPhp = (args: string[]) => start(wordPress.php, args, /started/, { PHP_CLI_SERVER_WORKERS: '4' });

/** Starts a server, and waits until it says that it is ready. */
async function start(program: string, args: string[], ready: RegExp, env = {}): Promise<ChildProcess> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...env },
  });
  endOnExit(child);
  let output = '';
  const told = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        output = (output + String(data)).slice(-10_000);
        if (ready.test(output)) resolve();
      });
    }
  });
  const timer = setTimeout(() => child.kill(), patience);
  const isReady = await Promise.race([told.then(() => true), once(child, 'exit').then(() => false)]);
  clearTimeout(timer);
  assert.ok(isReady, `${program} ended, or was not ready within ${patience} ms: ${output}`);
  return child;
}

/** PHP's server does not tell which port it has chosen. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
