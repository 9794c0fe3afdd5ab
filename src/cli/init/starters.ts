/** A complete program that `junction-connect init` writes: a page, a token endpoint, and a person who is signed in. */
export interface Starter {
  /** The name of the option, and of the folder with the files. */
  readonly name: string;
  /** What the program is written for, in the words of `--help`. */
  readonly platform: string;
  /** The packages of npm that the program needs, besides `junction-connect`. */
  readonly packages: readonly string[];
  /** Commands that run before the installation, besides `npm init`. */
  readonly beforeInstallation?: readonly string[];
  /** Commands that run after the installation. */
  readonly afterInstallation?: readonly string[];
  /** The command that starts the program. */
  readonly start: string;
  /** How the program gets an API key of Junction. */
  readonly startWithKey: string;
  /** The file with the stand-in for the site's own sign-in. */
  readonly standInFile: string;
}

/** The programs by their options. The first one is written when no option is given. */
export const starters: readonly Starter[] = [
  {
    name: 'express',
    platform: 'Express',
    packages: ['@junction-api/sdk', 'express', '@hono/node-server'],
    start: 'node server.mjs',
    startWithKey: 'JUNCTION_API_KEY=sk_us_… node server.mjs',
    standInFile: 'server.mjs',
  },
  {
    name: 'hono',
    platform: 'Hono, in Node',
    packages: ['@junction-api/sdk', 'hono', '@hono/node-server'],
    start: 'node server.mjs',
    startWithKey: 'JUNCTION_API_KEY=sk_us_… node server.mjs',
    standInFile: 'server.mjs',
  },
  {
    name: 'next',
    platform: 'Next.js 16, with the App Router',
    packages: ['@junction-api/sdk', 'next', 'react', 'react-dom'],
    // `npm init` writes `"type": "commonjs"`. Next.js then refuses modules whose names end in `.js`.
    beforeInstallation: ['npm pkg delete type'],
    start: 'npx next dev',
    startWithKey: 'JUNCTION_API_KEY=sk_us_… npx next dev',
    standInFile: 'proxy.js',
  },
  {
    name: 'workers',
    platform: 'Cloudflare Workers, with Hono',
    packages: ['@junction-api/sdk', 'hono', 'wrangler'],
    afterInstallation: ['cp node_modules/junction-connect/dist/standalone.js public/'],
    start: 'npx wrangler dev --port 3000',
    startWithKey: 'npx wrangler dev --port 3000 --var JUNCTION_API_KEY:sk_us_…',
    standInFile: 'worker.js',
  },
  {
    name: 'php',
    platform: 'PHP 8.1 or newer, without a framework',
    packages: [],
    start: 'php -S localhost:3000 server.php',
    startWithKey: 'JUNCTION_API_KEY=sk_us_… php -S localhost:3000 server.php',
    standInFile: 'server.php',
  },
];

/** Returns the commands that a person types after `init`, in their order. The last one starts the program, in a second terminal. */
export const commandsOf = ({
  packages,
  beforeInstallation = [],
  afterInstallation = [],
  start,
}: Starter): readonly string[] => [
  'npm init -y',
  ...beforeInstallation,
  ['npm install junction-connect', ...packages].join(' '),
  ...afterInstallation,
  'npx junction-connect sandbox',
  start,
];
