/**
 * Which file may import which. `npm run lint` checks it. Imports of types count, because a reader follows them, too.
 *
 * In short: entry files → connections → element → link → junction and i18n. Only the classic scripts use the placeholders. The
 * token endpoint and the local Junction import no other folder than junction.
 */

/** The folder of an npm package. */
const npm = (name) => `node_modules/${name}/`;

/** Modules of Node, such as `node:http`. */
const node = 'node:';

/**
 * What each folder and each entry file of `src` may import besides itself. Everything else is refused, npm packages included.
 * `tsconfig.json` maps `@tryvital/vital-link/src/factory` to `src/link/launchers/create-vital.d.ts`, so it counts as `src/link`.
 */
const imports = {
  // Folders.
  'src/junction/': [],
  'src/i18n/': ['src/junction/'],
  'src/languages/': ['src/i18n/'],
  'src/link/': ['src/junction/', 'src/i18n/'],
  'src/element/': ['src/link/', 'src/junction/', 'src/i18n/', npm('lit')],
  'src/connections/': ['src/element/', 'src/link/', 'src/junction/', 'src/i18n/', npm('lit')],
  'src/placeholders/': ['src/element/', 'src/link/'],
  'src/react/': ['src/(element|connections).ts', npm('(lit|@lit/react|react|@types/react)')],
  'src/server/': ['src/junction/'],
  'src/sandbox/': ['src/junction/', npm('hono'), npm('valibot')],
  'src/cli/': [
    'src/junction/',
    'src/sandbox.ts',
    npm('@hono/node-server'),
    node,
    // The command `doctor` reads attributes and answers with the code of the element, so that both agree.
    'src/i18n/read-messages.ts',
    'src/link/(attempt|errors|launch-settings|platform).ts',
    'src/link/configuration/',
    'src/link/return/return-address.ts',
    npm('content-security-policy-parser'),
    npm('fastest-levenshtein'),
    npm('parse5'),
  ],
  // Folders of `src/link`. All of them may import the files directly in `src/link`.
  'src/link/configuration/': ['src/link/[^/]+$', 'src/junction/', 'src/i18n/'],
  'src/link/token/': ['src/link/[^/]+$', 'src/link/configuration/', 'src/junction/', 'src/i18n/'],
  'src/link/return/': ['src/link/[^/]+$', 'src/link/configuration/', 'src/junction/', 'src/i18n/'],
  'src/link/embedded/': ['src/link/[^/]+$', 'src/junction/', 'src/i18n/'],
  'src/link/launchers/': [
    'src/link/[^/]+$',
    'src/link/(configuration|token|return|embedded)/',
    'src/junction/',
    'src/i18n/',
  ],
  // Entry files.
  'src/index.ts': ['src/element/', 'src/element.ts'],
  'src/element.ts': ['src/element/', 'src/link/', 'src/i18n/', 'src/junction/'],
  'src/connections.ts': ['src/connections/', 'src/junction/'],
  'src/standalone.ts': ['src/element/', 'src/placeholders/'],
  'src/connections-standalone.ts': ['src/connections/', 'src/placeholders/'],
  'src/server.ts': ['src/server/', 'src/junction/'],
  'src/providers.ts': ['src/junction/'],
  'src/react.ts': ['src/index.ts', 'src/react/', 'src/frameworks/'],
  'src/react-connections.ts': ['src/connections.ts', 'src/react/', 'src/frameworks/'],
  'src/sandbox.ts': ['src/sandbox/'],
  'src/cli.ts': ['src/cli/', node],
};

const importRules = Object.entries(imports).map(([from, others]) => ({
  name: `imports-of-${from.replaceAll('/', '-').replace(/-$|\.ts$/, '')}`,
  severity: 'error',
  comment: `${from} may import itself${others.map((other) => `, ${other}`).join('')}, and nothing else.`,
  from: { path: `^${from}` },
  to: {
    pathNot: [from, ...others].map((path) => (path.startsWith('src') ? `^${path}` : path)),
    ...(others.includes(node) && { dependencyTypesNot: ['core'] }),
  },
}));

export default {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'These files import each other in a circle. Move what both of them need into a file of its own.',
      from: {},
      to: { circular: true },
    },
    ...importRules,
    {
      name: 'imports-of-demo',
      severity: 'error',
      comment: 'The demo and the integrations are users of the package: they import junction-connect, not its sources.',
      from: { path: '^(demo|integrations)/' },
      to: { path: '^(src|test|scripts|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)(node_modules|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
