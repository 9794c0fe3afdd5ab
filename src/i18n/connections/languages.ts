import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { it } from './it.js';
import type { ConnectionsTexts } from './messages.js';
import { nl } from './nl.js';
import { pt } from './pt.js';

/** The texts of `<junction-connections>` that are built in, by the code of their language, as in `../languages.ts`. */
export const connectionsLanguages: Readonly<Record<string, ConnectionsTexts>> = { en, de, fr, es, it, nl, pt };
