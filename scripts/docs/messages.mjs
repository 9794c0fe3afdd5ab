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

/**
 * Writes the texts of the element into a document, as a table: the key, the English text, and the comment that says what the
 * text is for.
 *
 *     <!-- automd:messages -->
 */
export const messages = defineGenerator({
  name: 'messages',
  async generate({ config }) {
    const read = (file) => parse(join(config.dir, 'src/i18n', file));
    const assignments = nodesIn(await read('en.ts'), ts.isPropertyAssignment);
    const english = new Map(assignments.map(({ name, initializer }) => [name.getText(), initializer.text]));
    const rows = nodesIn(await read('messages.ts'), ts.isPropertySignature).map((signature) => {
      const key = signature.name.getText();
      const comment = ts.getTextOfJSDocComment(signature.jsDoc?.[0].comment);
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
