/**
 * `node scripts/check-release.mjs v0.1.0` says what is missing for the release of a tag. The workflow `release.yml` runs
 * this first.
 */
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * Returns a sentence for each thing that is missing.
 *
 * @param {object} release
 * @param {string} release.tag
 * @param {Record<string, unknown>} release.manifest The content of `package.json`.
 * @param {string} release.changelog
 * @param {string[]} release.workflows The texts of the files in `.github/workflows`.
 * @param {Map<string, string>} release.documents The texts of the documents that users read, by their paths.
 * @returns {string[]}
 */
export function findProblems({ tag, manifest, changelog, workflows, documents }) {
  const problems = [];
  const { version } = manifest;
  if (tag !== `v${version}`) problems.push(`The tag is ${tag}, but package.json has the version ${version}.`);
  for (const field of ['repository', 'homepage', 'bugs'])
    if (!manifest[field])
      problems.push(`package.json has no "${field}". See "Before the first release" in CONTRIBUTING.md.`);
  if (!changelog.split('\n').includes(`## ${version}`))
    problems.push(`CHANGELOG.md has no heading "## ${version}". A version that is released is not "(unreleased)".`);
  const used = workflows.flatMap((text) => [...text.matchAll(/^[ -]*(uses|image): *(\S+)/gm)]);
  for (const name of new Set(used.map(([, , name]) => name))) {
    const isOwnFile = name.startsWith('./');
    const isPinned = /@([0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(name);
    if (!isOwnFile && !isPinned) problems.push(`A workflow uses ${name}: pin it to a hash, as CONTRIBUTING.md says.`);
  }
  for (const [path, text] of documents)
    if (/\bnot-published-yet\b|\bNot published yet\b/.test(text))
      problems.push(`${path} says that the package is not published. Remove that text.`);
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../', import.meta.url);
  const read = (path) => readFileSync(new URL(path, root), 'utf8');
  const folder = '.github/workflows/';
  const documents = [
    'README.md',
    ...readdirSync(new URL('docs', root), { recursive: true }).map((name) => `docs/${name}`),
  ].filter((path) => /^[^.]+\.md$/.test(path));
  const problems = findProblems({
    tag: process.argv[2] ?? '',
    manifest: JSON.parse(read('package.json')),
    changelog: read('CHANGELOG.md'),
    workflows: readdirSync(new URL(folder, root)).map((file) => read(folder + file)),
    documents: new Map(documents.map((path) => [path, read(path)])),
  });
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
