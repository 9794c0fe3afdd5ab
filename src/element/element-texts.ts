import type { LocalizedText } from '../i18n/find-text.js';
import type { MessageKey } from '../i18n/messages.js';
import { nameOfProvider } from '../junction/providers.js';
import { cleanText } from '../link/configuration/text.js';
import { type MessageFacts, type MessageKind, shownMessage } from './shown-message.js';

/** The texts that an element shows, apart from its content. */
export interface ElementTexts {
  readonly label?: LocalizedText | undefined;
  readonly kind?: MessageKind | undefined;
  /** A text for screen readers alone. */
  readonly announcement?: LocalizedText | undefined;
  readonly message?: LocalizedText | undefined;
  readonly link?: LocalizedText | undefined;
}

export interface TextFacts extends MessageFacts {
  /** The `label` attribute. */
  readonly label: unknown;
  readonly disabled: boolean;
  /** Returns the first of these texts that can be shown. */
  readonly findText: (keys: readonly MessageKey[], providerName: string | undefined) => LocalizedText;
}

/** Returns the texts for the state of an element. */
export function readElementTexts({ label, disabled, findText, ...facts }: TextFacts): ElementTexts {
  const { kind, announcement, keys, link, provider } = shownMessage(facts);
  const name = nameOfProvider(cleanText(provider));
  const find = (key: MessageKey | undefined) => key && findText([key], name);
  const pageLabel = cleanText(label); // A framework may have set a value that is not a text.
  return {
    label: pageLabel
      ? { text: pageLabel, language: undefined }
      : findText(labelKeys(facts), nameOfProvider(facts.provider)),
    kind,
    announcement: find(announcement),
    message: keys.length > 0 ? findText(keys, name) : undefined,
    link: disabled ? undefined : find(link),
  };
}

/** Returns the keys of the label. A provider that is connected can be connected again. */
function labelKeys({ provider, connection }: MessageFacts): readonly MessageKey[] {
  if (!provider) return ['label'];
  const isConnected = connection.isConnected && [null, provider].includes(connection.provider);
  return isConnected ? ['labelAgain', 'labelProvider', 'label'] : ['labelProvider', 'label'];
}

/** Returns the texts without those that differ from the next ones. Returns the same object if none differs. */
export function withoutChanged(texts: ElementTexts, next: ElementTexts): ElementTexts {
  const names = ['label', 'kind', 'announcement', 'message', 'link'] as const;
  const changed = names.filter((name) => JSON.stringify(texts[name]) !== JSON.stringify(next[name]));
  return changed.length === 0 ? texts : { ...texts, ...Object.fromEntries(changed.map((name) => [name, undefined])) };
}
