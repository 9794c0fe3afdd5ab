import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../../scripts/programs.mjs';
import { findWordPress } from '../../scripts/wordpress.mjs';
import { type Program, startProgram } from '../support/start-program.js';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const wordPress = findWordPress();

/** A WordPress that only these tests use, with its own database. Its plugin sends its requests to a local Junction. */
export type WordPressSite = Awaited<ReturnType<typeof startSite>>;

/**
 * Starts a WordPress.
 *
 * @param junction The address of the local Junction.
 */
export async function startSite(junction: string) {
  assert.equal(wordPress.missing, undefined, 'Run `node scripts/wordpress.mjs`: it says what to install.');
  // The name is short because the path of the database's socket contains it.
  const folder = mkdtempSync(join(tmpdir(), 'wp-'));
  const root = join(folder, 'site');
  const log = join(folder, 'debug.log');
  const cleanups: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
  const stop = async () => {
    for (const cleanUp of cleanups.splice(0).reverse()) await cleanUp();
  };

  try {
    cpSync(wordPress.root, root, { recursive: true, dereference: true });
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const database = await startDatabase(folder);
    cleanups.push(() => database.stop());
    const setConstants = (constants: Record<string, string> = {}) =>
      writeFileSync(join(folder, 'constants.json'), JSON.stringify({ JUNCTION_SANDBOX_URL: junction, ...constants }));
    setConstants();
    writeFileSync(join(root, 'wp-config.php'), configuration(folder, log, origin));

    // A cache halves the time that PHP takes.
    const phpOptions = ['-d', 'opcache.enable_cli=1', '-d', `opcache.file_cache=${folder}`];
    const php = async (...args: string[]) => (await run(wordPress.php, [...phpOptions, ...args], { cwd: root })).stdout;
    await php(join(here, 'install.php'));
    const server = await startPhp([...phpOptions, '-S', `127.0.0.1:${port}`, '-t', root]);
    cleanups.push(() => server.stop());

    return {
      origin,
      root,
      /** Defines these constants in `wp-config.php`, and removes those of an earlier call. */
      setConstants,
      /** Runs PHP code in WordPress, and returns what the code returns. */
      async evaluate<Value = unknown>(code: string): Promise<Value> {
        const text = await php('-r', `require 'wp-load.php'; echo "\\n", json_encode((function () { ${code} })());`);
        return JSON.parse(text.slice(text.lastIndexOf('\n'))) as Value;
      },
      /** Returns the errors, warnings and notices that PHP and WordPress have logged. */
      debugLog: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
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
define( 'WP_HTTP_BLOCK_EXTERNAL', true ); // No request leaves this machine.
foreach ( json_decode( file_get_contents( '${folder}/constants.json' ), true ) as $name => $value ) define( $name, $value );
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;

const saltNames = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [`${name}_KEY`, `${name}_SALT`]);
const salts = Object.fromEntries(saltNames.map((name) => [name, randomBytes(32).toString('hex')]));

/** Starts a database for one site. Everybody who can open its socket has all rights in it. */
async function startDatabase(folder: string): Promise<Program> {
  const data = join(folder, 'data');
  const user = process.getuid?.() === 0 ? ['--user=root'] : []; // Root must name the user.
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

/** Starts PHP's own server. It has several workers, because pages of WordPress request other pages at the same time. */
const startPhp = (args: string[]) => start(wordPress.php, args, /started/, { PHP_CLI_SERVER_WORKERS: '4' });

/** Starts a server, and waits until its output says that it is ready. */
async function start(program: string, args: string[], ready: RegExp, env = {}): Promise<Program> {
  const server = startProgram(program, args, { ready, env });
  await server.ready;
  return server;
}
