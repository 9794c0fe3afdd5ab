import type { LocalizedText } from '../i18n/find-text.js';
import type { TextKey } from '../i18n/messages.js';
import { connectionErrorTypes } from '../junction/error-types.js';
import { replacements, withoutPastDataOnReconnect } from '../junction/reconnecting.js';
import type { RowActivity } from './row-activities.js';
import type { Row } from './rows.js';

/** The activities that the row has a text about. It stays until the next activity, or until the list shows a change. */
const activitiesWithNote = ['disconnectFailed', 'disconnectRefused', 'unconfirmed'] as const;

/** The texts of a row, apart from its buttons. */
export interface RowTexts {
  readonly icon: 'connected' | 'error' | undefined;
  /** The sentences of the state. */
  readonly state: readonly LocalizedText[];
  /** What else the person should know. */
  readonly notes: readonly LocalizedText[];
}

export interface RowFacts {
  readonly row: Row;
  readonly activity: RowActivity | undefined;
  /** True when the element offers to end connections. */
  readonly canDisconnect: boolean;
  /** The rows of the list. */
  readonly rows: readonly Row[];
  /** Returns the first of these texts that can be shown, with the name of the provider. */
  readonly findText: (keys: readonly TextKey[], providerName: string) => LocalizedText;
  /** Returns the day of a time in ISO 8601, as people write it in a language. */
  readonly formatDay: (time: string, language: string | undefined) => string;
}

/** Returns the texts of a row. */
export function readRowTexts({ row, activity, canDisconnect, rows, findText, formatDay }: RowFacts): RowTexts {
  const { name, provider } = row;
  const connection = activity === 'disconnected' ? undefined : row.connection;
  const find = (...keys: TextKey[]) => findText(keys, name);
  const notes: LocalizedText[] = [];
  const replacement = rows.find((other) => other.provider === replacements.get(provider) && other.isConnectable);
  const isReplaced = replacement && !replacement.connection;
  if (isReplaced) notes.push(fill(find('connections.replacedBy'), 'replacement', replacement.name));
  if (connection?.manageable === false) notes.push(find('connections.notChangeable'));
  if (connection?.status === 'error' && canDisconnect && withoutPastDataOnReconnect.includes(provider))
    notes.push(find('connections.pastData'));
  const activityWithNote = activitiesWithNote.find((each) => each === activity);
  if (activityWithNote) notes.push(find(`connections.${activityWithNote}`));

  if (activity === 'confirming') return { icon: 'connected', state: [find('connected')], notes };
  if (!connection) return { icon: undefined, state: [find('connections.notConnected')], notes };
  if (connection.status === 'connected') {
    const { since } = connection;
    const text = find('connections.since');
    const state = since ? fill(text, 'date', formatDay(since, text.language)) : find('connected');
    return { icon: 'connected', state: [state], notes };
  }
  const reason = find(reasonKey(connection.reason));
  return {
    icon: 'error',
    state: row.isConnectable && !isReplaced ? [reason, find('connections.needsAgain')] : [reason],
    notes,
  };
}

/** Returns the key of the text for a reason. Junction may add reasons. */
const reasonKey = (reason: string | undefined): TextKey =>
  `connections.${connectionErrorTypes.find((type) => type === reason) ?? 'unknown'}`;

/** Replaces a placeholder in a text. */
const fill = ({ text, language }: LocalizedText, placeholder: string, value: string): LocalizedText => ({
  text: text.replaceAll(`{${placeholder}}`, () => value),
  language,
});
