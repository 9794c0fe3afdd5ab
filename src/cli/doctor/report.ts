import { attempt } from '../../link/attempt.js';

/** What a finding is: `ok` is as it should be, `problem` must be corrected, and `note` is something to know. */
export type FindingKind = 'ok' | 'problem' | 'note';

/** A secret that is shorter, in characters, is not searched in the lines: it could be a part of an ordinary word. */
const minSecretLength = 6;

/** The longest line, in characters. Texts of a site may be of any length. */
const maxLineLength = 1000;

/**
 * The findings of a run: one line each. A line may quote texts of strangers, such as an attribute or the address of a
 * redirect. So each line is printed without control characters, queries, and the secrets of this run.
 */
export class Report {
  readonly #print: (line: string) => void;
  readonly #secrets = new Set<string>();
  readonly #printed = new Set<string>();
  #subject = '';
  readonly #counts: Record<FindingKind, number> = { ok: 0, problem: 0, note: 0 };

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  get hasProblem(): boolean {
    return this.#counts.problem > 0;
  }

  /** @param measured What is different in each run, such as a duration. Lines that differ only in it are the same. */
  ok(text: string, measured = ''): void {
    this.add('ok', text, measured);
  }

  problem(text: string): void {
    this.add('problem', text);
  }

  note(text: string): void {
    this.add('note', text);
  }

  /** Prints a line that is not a finding. */
  say(text: string): void {
    this.#print(this.#clean(text));
  }

  /** Prints a finding. A line that was printed before is not printed again: many elements can have the same problem. */
  add(kind: FindingKind, text: string, measured = ''): void {
    const line = `${kind.padEnd(8)} ${this.#clean(text)}`;
    if (this.#printed.has(line)) return;
    this.#printed.add(line);
    this.#counts[kind] += 1;
    const subject = this.#subject && kind !== 'ok' ? ` (${this.#clean(this.#subject)})` : '';
    this.#print(line + measured + subject);
  }

  /** Names the button in the problems and notes of some work. Without a name, nothing is added. */
  async about(subject: string, work: () => Promise<void>): Promise<void> {
    this.#subject = subject;
    try {
      await work();
    } finally {
      this.#subject = '';
    }
  }

  /** Prints how many problems and notes there were. */
  summarize(): void {
    const { problem, note } = this.#counts;
    const notes = note === 0 ? '' : ` ${count(note, 'note')}.`;
    this.#print(problem === 0 ? `No problem found.${notes}` : `${count(problem, 'problem')} found.${notes}`);
  }

  /** Replaces a text in all lines that follow, such as a Link Token, or the value of a header. */
  hide(secret: string): void {
    const text = secret.trim();
    if (text.length < minSecretLength) return;
    // In an address, a secret can be encoded. In the name of a host, it has small letters.
    for (const form of [
      text,
      attempt(() => encodeURIComponent(text)) ?? text,
      new URLSearchParams([['', text]]).toString().slice(1),
    ])
      for (const written of [form, form.toLowerCase()]) this.#secrets.add(written);
  }

  #clean(text: string): string {
    let line = text;
    // A secret may contain another one, so the longest goes first.
    for (const secret of [...this.#secrets].sort((one, other) => other.length - one.length))
      line = line.replaceAll(secret, '…');
    line = withoutQueries(line).replace(unprintable, ' ').replace(/ {2,}/g, ' ').trim();
    return line.length > maxLineLength ? `${line.slice(0, maxLineLength)}…` : line;
  }
}

/** Matches control characters, invisible characters, and all line breaks. Some of them change what a terminal shows. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}\s]/gu;

/** Replaces the query and the fragment of each address. They can have a token, or the id of a user. */
const withoutQueries = (text: string): string => text.replace(/([?#])[^\s"'<>]+/g, '$1…');

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Returns an address for a line: without user name, password, query and fragment. */
export const shown = ({ origin, pathname }: URL): string => origin + pathname;

/** Returns the parts of a path that may be a token or the id of a user: long ones with a digit. */
export const opaqueParts = ({ pathname }: URL): string[] =>
  pathname.split('/').filter((part) => part.length >= 16 && /\d/.test(part));

/** Returns the target of a redirect for a line: without what may be a token or the id of a user. */
export const shownTarget = (url: URL): string =>
  opaqueParts(url).reduce((text, part) => text.replace(part, '…'), shown(url));
