import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { it } from './it.js';
import type { Messages } from './messages.js';
import { nl } from './nl.js';
import { pt } from './pt.js';

/**
 * The texts that are built in, by the code of their language (BCP 47). `pt` is Brazilian. `src/languages` has the texts in
 * other languages. "Where do I change …" in CONTRIBUTING.md says what else a language needs.
 */
export const languages: Readonly<Record<string, Messages>> = { en, de, fr, es, it, nl, pt };
