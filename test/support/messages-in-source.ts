import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './root.js';

/** A constant part of a line for the console, or of the message of an error. */
export interface SourceMessage {
  readonly path: string;
  readonly words: string;
}

/** The folders with code that runs in a page and can write a line. `src/junction` has only facts, and `src/languages` texts. */
const folders = ['connections', 'element', 'i18n', 'link', 'placeholders', 'react'];

/** Files with words for people who use a page, and with styles. */
const otherWords = /^src\/i18n\/(connections\/)?[a-z]{2}\.ts$|\/styles\.ts$|\.d\.ts$/;

/** Shorter parts, such as " or ", can be found in any page. */
const minimumLength = 8;

/** Matches the functions that take a message or a part of one, such as `console.warn` and `newReportedError`. */
const takesMessage = /(^|\.)(console\.\w+|\w*(Error|[wW]arn\w*|fail|unavailable))$/;

/** Matches the functions that take a selector. */
const takesSelector = /(^|\.)(closest|matches|querySelector(All)?)$/;

/** Returns the paths of the sources that can write a line into the console of a page. */
export const browserSources = (): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, 'src', folder), { recursive: true, encoding: 'utf8' }).map(
        (path) => `src/${folder}/${path}`,
      ),
    )
    .filter((path) => path.endsWith('.ts') && !otherWords.test(path));

/**
 * Returns the constant parts of the messages in a source. A part is a message when it is in the call of a function that takes
 * one, and also when it reads as words: two words, one behind the other. So no message is left out that comes from a variable.
 */
export function findMessages(path: string, text: string): SourceMessage[] {
  const found = new Set<string>();
  const visit = (node: ts.Node, isMessage: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isTaggedTemplateExpression(node)) return; // Markup and styles.
    const callee = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText() : '';
    if (takesSelector.test(callee)) return;
    if (isText(node)) {
      const words = node.text.trim();
      if (words.length >= minimumLength && (isMessage || isSentence(words))) found.add(words);
    }
    ts.forEachChild(node, (child) => visit(child, isMessage || takesMessage.test(callee)));
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), false);
  return [...found].map((words) => ({ path, words }));
}

type TextNode = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

const isText = (node: ts.Node): node is TextNode =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);

/** Returns true for two words, one behind the other. Selectors can have them, too, and styles, which have a semicolon. */
const isSentence = (words: string): boolean =>
  /[a-z]{2,} [a-z(]{2,}/i.test(words) && !/^[.[:]\w/.test(words) && !words.includes(';');
