import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { filesOfGit, parseDocument } from './markdown.js';

/** A fenced code block of README.md or of a document in `docs`. */
export interface CodeBlock {
  readonly file: string;
  readonly line: number;
  /** The text of the heading above it. */
  readonly heading: string;
  /** The language after the fence, or an empty text. */
  readonly language: string;
  readonly code: string;
  /** The file from which `npm run docs` copies the block. */
  readonly source?: string;
  /** Why the block cannot run by itself. It is in the comment above the block: `<!-- fragment: the reason -->`. */
  readonly reason?: string;
}

/** Says where a block is, for the name of a test or for the text of a failure. */
export const placeOf = ({ file, line, language }: CodeBlock): string =>
  `${file}:${line}${language && ` (${language})`}`;

function blocksOf(file: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let heading = '';
  visit(parseDocument(file), (node, index, parent) => {
    if (node.type === 'heading') heading = toString(node);
    if (node.type !== 'code') return;
    const above = index ? parent!.children[index - 1]! : undefined;
    const comment = above?.type === 'html' ? above.value : '';
    const [, source] = /^<!-- automd:example src="([^"]+)"/.exec(comment) ?? [];
    const [, reason] = /^<!-- fragment: ([^]*?) *-->$/.exec(comment) ?? [];
    const { lang, value: code, position } = node;
    const line = position!.start.line;
    blocks.push({
      file,
      line,
      heading,
      language: lang ?? '',
      code,
      ...(source && { source }),
      ...(reason && { reason }),
    });
  });
  return blocks;
}

export const codeBlocks: readonly CodeBlock[] = filesOfGit('README.md', 'docs/*.md').flatMap(blocksOf);

/**
 * The blocks that have a test of their own: the document, the heading, the language, and the test. The test runs the block, or
 * compares it with what a program prints.
 */
export const ownTests: readonly (readonly [file: string, heading: string, language: string, test: string])[] = [
  ['README.md', 'Your backend', 'sh', 'test/consumers/backend.test.ts'],
  ...['Express', 'Hono, in Node', 'Next.js', 'Cloudflare Workers', 'PHP'].map(
    (heading) => ['docs/backend.md', heading, 'sh', 'test/consumers/backend.test.ts'] as const,
  ),
  ['docs/connections-endpoint.md', 'Python: FastAPI', 'sh', 'test/consumers/fastapi.test.ts'],
  ['docs/connections-endpoint.md', 'Python: FastAPI', 'python', 'test/consumers/fastapi.test.ts'],
  ['docs/token-endpoint.md', 'Python: FastAPI', 'python', 'test/consumers/fastapi.test.ts'],
  ['docs/frameworks/angular.md', 'What is connected already, and your words', 'html', 'test/consumers/angular.test.ts'],
  ['docs/frameworks/react.md', 'What is connected already, and your words', 'tsx', 'test/consumers/react.test.ts'],
  ['docs/frameworks/svelte.md', 'What is connected already, and your words', 'svelte', 'test/consumers/svelte.test.ts'],
  ['docs/frameworks/vue.md', 'What is connected already, and your words', 'vue', 'test/consumers/vue.test.ts'],
  ['docs/builders/endpoint.md', 'Set it up', 'sh', 'test/consumers/workers-endpoint.test.ts'],
  ['docs/doctor.md', 'Run it', 'text', 'test/cli/doctor-command.test.ts'],
  ['docs/providers.md', 'Choose what you offer', 'text', 'test/e2e/documents.test.ts'],
];

/** Returns the test of its own that a block has. */
export const ownTestOf = (block: CodeBlock): string | undefined =>
  ownTests.find(
    ([file, heading, language]) => file === block.file && heading === block.heading && language === block.language,
  )?.[3];

/** Returns the blocks of some languages that are whole, were not copied from a file, and have no test of their own. */
export const blocksToRun = (...languages: string[]): CodeBlock[] =>
  codeBlocks.filter(
    (block) => languages.includes(block.language) && !block.source && !block.reason && !ownTestOf(block),
  );

/** Returns true for a program that a server runs, or a test: what it imports is not for pages. */
export const isForNode = ({ code }: CodeBlock): boolean =>
  /from '(?:node:.*|svix|junction-connect\/(?:server|sandbox|providers|integrity\.json))'/.test(code);
