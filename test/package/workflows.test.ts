import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { root } from '../support/root.js';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  permissions?: Record<string, string>;
  uses?: string;
  steps?: Step[];
  'timeout-minutes'?: number;
}

interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

let documents = 0;
/** Returns what GitHub's own language service finds wrong with a workflow: names, values, and expressions. */
async function lint(text: string): Promise<string[]> {
  // The service remembers what it has read from an address.
  const address = `file:///.github/workflows/${(documents += 1)}.yml`;
  const problems = await validate(TextDocument.create(address, 'github-actions', 1, text));
  return problems.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`);
}

/** Mistakes in a workflow, and what the language service says about them. */
const mistakes: [what: string, from: string, to: string, problem: RegExp][] = [
  ['an unknown key', 'timeout-minutes', 'timeout-minute', /Unexpected value 'timeout-minute'/],
  ['an unknown permission', 'contents: read', 'contents: reed', /Unexpected value 'reed'/],
  ['an unknown job', 'needs: test', 'needs: tests', /unknown job 'tests'/],
  ['an unknown variable', '${{ github.ref }}', '${{ github.reff }}', /reff/],
  ['an unknown event', 'push:', 'pushed:', /Unexpected value 'pushed'/],
  [
    'an action and a command in one step',
    '      - run: npm publish',
    '        run: npm publish',
    /Unexpected value 'run'/,
  ],
  ['an unclosed expression', '${{ github.ref }}', '${{ github.ref', /not closed/],
];

describe('a workflow of GitHub', () => {
  for (const { file, text } of workflows) {
    const { permissions, jobs } = parse(text) as Workflow;
    const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

    it(`in ${file} has only keys, values and expressions that GitHub knows`, async () =>
      assert.deepEqual(await lint(text), []));

    it(`in ${file} may only read the repository, and publish in one job that runs no code of a dependency`, () => {
      const granted = [permissions, ...Object.values(jobs).map((job) => job.permissions)].map((rights) => rights ?? {});
      for (const rights of granted)
        assert.match(JSON.stringify(rights), /^(\{\}|\{"contents":"read"\}|\{"id-token":"write"\})$/);
      assert.ok(permissions, 'without permissions, GitHub gives those of the settings of the repository');
      const publishing = Object.entries(jobs).filter(([, job]) => job.permissions?.['id-token']);
      assert.deepEqual(
        publishing.map(([name]) => name),
        file === 'release.yml' ? ['publish'] : [],
      );
      for (const [, job] of publishing) {
        assert.deepEqual(
          job.steps?.flatMap(({ run = [] }) => run),
          ['npm publish "./junction-connect-${GITHUB_REF_NAME#v}.tgz" --provenance --access public'],
        );
        const actions = job.steps?.flatMap(({ uses = [] }) => uses).join('\n');
        assert.match(actions ?? '', /^actions\/setup-node@\S+\nactions\/download-artifact@\S+$/);
      }
    });

    it(`in ${file} uses only actions of GitHub, no secret, and no expression in a command`, () => {
      for (const { uses, run } of steps) {
        if (uses) assert.match(uses, /^actions\/[\w-]+@/);
        if (run) assert.doesNotMatch(run, /\$\{\{/, 'a value from outside could contain commands');
      }
      assert.doesNotMatch(text, /secrets\.|_TOKEN/);
    });

    it(`in ${file} keeps no credentials of git, and has a limit of time for each job`, () => {
      for (const { uses, with: inputs } of steps)
        if (uses?.startsWith('actions/checkout@')) assert.equal(inputs?.['persist-credentials'], false);
      for (const [name, job] of Object.entries(jobs)) assert.ok(job.uses ?? job['timeout-minutes'], name);
    });
  }

  for (const [what, from, to, problem] of mistakes) {
    it(`with ${what} is refused`, async () => {
      const { text } = workflows.find((workflow) => workflow.text.includes(from))!;
      assert.match((await lint(text.replace(from, to))).join('\n'), problem);
    });
  }

  it('tests with the command of .ci/run', () => {
    const { jobs } = parse(workflows.find(({ file }) => file === 'ci.yml')!.text) as Workflow;
    const commands = jobs.test?.steps?.map(({ run }) => run);
    assert.ok(commands?.includes('bash .ci/run'), commands?.join());
  });
});
