import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findProblems } from '../../scripts/check-release.mjs';

describe('the check before a release', () => {
  const hash = '0123456789abcdef0123456789abcdef01234567';
  const release = {
    tag: 'v1.2.3',
    manifest: {
      version: '1.2.3',
      repository: { type: 'git', url: 'git+https://github.com/owner/name.git' },
      homepage: 'https://name.example',
      bugs: 'https://github.com/owner/name/issues',
    },
    changelog: '# Changelog\n\n## 1.2.3\n\n- A change.\n',
    workflows: [
      `jobs:\n  a:\n    container:\n      image: node:20@sha256:${hash}${hash.slice(16)}\n    steps:\n      - uses: actions/checkout@${hash} # v6.0.1\n  b:\n    uses: ./.github/workflows/ci.yml\n`,
    ],
    documents: new Map([['README.md', 'The package is on npm.']]),
  };

  it('accepts a tag of the version, with pinned actions', () => assert.deepEqual(findProblems(release), []));

  const incomplete: [what: string, change: Partial<typeof release>, problem: RegExp][] = [
    ['a tag of another version', { tag: 'v1.2.4' }, /tag is v1\.2\.4/],
    ['a tag without a v', { tag: '1.2.3' }, /tag is 1\.2\.3/],
    ...(['repository', 'homepage', 'bugs'] as const).map((field): (typeof incomplete)[number] => [
      `a package without ${field}`,
      { manifest: { ...release.manifest, [field]: undefined } },
      new RegExp(field),
    ]),
    ['a version that counts as unreleased', { changelog: '## 1.2.3 (unreleased)\n' }, /## 1\.2\.3/],
    ['an action with a version', { workflows: ['      - uses: actions/checkout@v6\n'] }, /actions\/checkout@v6/],
    [
      'a document that says otherwise',
      { documents: new Map([['docs/doctor.md', '[Until then](support.md#not-published-yet)']]) },
      /docs\/doctor\.md .* not published/,
    ],
    ['an image with a version', { workflows: ['      image: node:20-bookworm\n'] }, /node:20-bookworm/],
  ];
  for (const [what, change, problem] of incomplete) {
    it(`refuses ${what}`, () => {
      const problems = findProblems({ ...release, ...change });
      assert.equal(problems.length, 1);
      assert.match(problems[0]!, problem);
    });
  }
});
