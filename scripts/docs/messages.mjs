import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { defineGenerator } from 'automd';
import ts from 'typescript';
import { code, table } from './table.mjs';

async function parse(file) {
  return ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** Returns all nodes of a kind in a file. */
function nodesIn(file, isWanted) {
  const found = [];
  const visit = (node) => {
    if (isWanted(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Returns the keys of an interface in a file, each with its comment. */
function commentsIn(file, interfaceName) {
  const [declaration] = nodesIn(file, (node) => ts.isInterfaceDeclaration(node) && node.name.text === interfaceName);
  return declaration.members.map(({ name, jsDoc }) => [name.text, ts.getTextOfJSDocComment(jsDoc?.[0].comment)]);
}

/** Says when the text for an `error_type` of a connection is shown. The interface does not list these keys. */
const commentOfErrorType = (type) => `A connection has failed: Junction reports \`${type}\`.`;

/**
 * Writes the texts of an element into a document, as a table: the key, the English text, and the comment that says what the
 * text is for. They are the texts of `<junction-connect>`. With `of="connections"`, they are those of `<junction-connections>`.
 *
 *     <!-- automd:messages of="connections" -->
 */
export const messages = defineGenerator({
  name: 'messages',
  async generate({ args: { of: folder = '' }, config }) {
    const read = (file) => parse(join(config.dir, 'src/i18n', folder, file));
    // In the file, the key `connections.title` stands for the key `title` of the object `connections`.
    const assignments = nodesIn(await read('en.ts'), ts.isPropertyAssignment).map(({ name, initializer }) => [
      folder ? name.text.replace(`${folder}.`, '') : name.text,
      initializer.text,
    ]);
    const comments = new Map(commentsIn(await read('messages.ts'), folder ? 'ConnectionsMessages' : 'Messages'));
    const english = new Map(assignments);
    const rows = [...new Set([...comments.keys(), ...english.keys()])].map((key) => {
      const comment = comments.has(key) ? comments.get(key) : commentOfErrorType(key);
      if (!comment || !english.get(key))
        throw new Error(`${key}: the comment in messages.ts or the English text is missing`);
      return [code(key), english.get(key), comment.replace(/\s+/g, ' ')];
    });
    return { contents: await table([['key', 'English text', 'when it is shown'], ...rows]) };
  },
});

const languageNames = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });

/** What the comment of a language file says about a native speaker. CONTRIBUTING.md, "Languages", explains both forms. */
const reading = /^\/\/ (?:No native speaker has read these texts yet\.|Read by a native speaker: (.+)\.$)/m;

/**
 * Writes the languages that are files of their own into a document, as a table: the code, the name, and who has read it.
 *
 *     <!-- automd:languages -->
 */
export const languages = defineGenerator({
  name: 'languages',
  async generate({ config }) {
    const folder = join(config.dir, 'src/languages');
    const files = (await readdir(folder)).sort();
    const rows = await Promise.all(
      files.map(async (file) => {
        const language = basename(file, '.ts');
        const found = reading.exec(await readFile(join(folder, file), 'utf8'));
        if (!found) throw new Error(`src/languages/${file} does not say whether a native speaker has read it`);
        return [code(language), languageNames.of(language), found[1] ?? 'nobody yet'];
      }),
    );
    const head = ['file', 'language', 'native speaker who has read it'];
    return { contents: await table([head, ...rows]) };
  },
});
