/**
 * Which file may import which. `npm run lint` checks it. Imports of types count, because a reader follows them, too.
 *
 * doors → placeholders → element → link → junction, i18n. The two servers import junction only.
 */

/** The rooms of `src`, and which other rooms each of them may import. */
const rooms = {
  junction: [],
  i18n: [],
  link: ['junction', 'i18n'],
  element: ['link', 'junction', 'i18n'],
  placeholders: ['element', 'link'],
  server: ['junction'],
  sandbox: ['junction'],
};

const roomRules = Object.entries(rooms).map(([room, others]) => ({
  name: `imports-of-src-${room}`,
  severity: 'error',
  comment: `src/${room} may import itself${others.map((other) => `, src/${other}`).join('')}, and no other file of the project.`,
  from: { path: `^src/${room}/` },
  to: { path: '^(src|demo|test|scripts)/', pathNot: `^src/(${[room, ...others].join('|')})/` },
}));

/** The folders of `src/link`, and which of the other folders each of them may import. */
const foldersOfLink = {
  configuration: [],
  token: ['configuration'],
  return: ['configuration'],
  launchers: ['return', 'token', 'configuration'],
};

const linkRules = Object.entries(foldersOfLink).map(([folder, others]) => ({
  name: `imports-of-src-link-${folder}`,
  severity: 'error',
  comment: `Of the folders in src/link, ${folder} may import ${others.join(', ') || 'none'}.`,
  from: { path: `^src/link/${folder}/` },
  to: { path: '^src/link/[^/]+/', pathNot: `^src/link/(${[folder, ...others].join('|')})/` },
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
    ...roomRules,
    ...linkRules,
    {
      name: 'imports-of-the-command',
      severity: 'error',
      comment: 'The command serves the local Junction as any user does: by its door.',
      from: { path: '^src/sandbox-cli/' },
      to: { path: '^src/', pathNot: '^src/(sandbox-cli/|junction/|sandbox\\.ts$)' },
    },
    {
      name: 'lit-in-the-element',
      severity: 'error',
      comment: 'Only src/element uses Lit. A session of Link runs without it.',
      from: { path: '^src/', pathNot: '^src/element/' },
      to: { path: 'node_modules/(@?lit[^/]*)/' },
    },
    {
      name: 'imports-of-the-demo',
      severity: 'error',
      comment: 'The demo and the integrations are users of the package: they import junction-connect, not its sources.',
      from: { path: '^(demo|integrations)/' },
      to: { path: '^(src|test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)(node_modules|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
