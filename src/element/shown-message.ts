import type { MessageKey } from '../i18n/messages.js';
import type { LaunchMode } from '../link/configuration/configuration.js';
import { messageOfError } from '../link/error-message.js';
import type { Phase } from '../link/phase.js';
import type { Connection } from './connection.js';

/** What kind of message it is. It decides the look. */
export type MessageKind = 'loading' | 'info' | 'success' | 'error';

/** The message below the button. */
export interface ShownMessage {
  /** Undefined when the element shows no message. */
  readonly kind?: MessageKind;
  /** The key of a text that only screen readers say, before the other texts. */
  readonly announcement?: MessageKey | undefined;
  /** The keys of the text. The first one that can be shown is shown. Empty when there is only a link, or no text at all. */
  readonly keys: readonly MessageKey[];
  /** The key of the link behind the text. */
  readonly link?: MessageKey | undefined;
  /** The slug of the provider that the text is about, if Link or the page has named one. */
  readonly provider: string | null;
}

export interface MessageFacts {
  /** The phase of the session, if there is one. */
  readonly phase: Phase | undefined;
  /** The way Link is launched. */
  readonly mode: LaunchMode | undefined;
  readonly connection: Connection;
  /** The `provider` attribute. Empty if the element is for any provider. */
  readonly provider: string;
  /** True when the next press shows hosted Link in place of the page. */
  readonly replacesPage: boolean;
}

const noMessage: ShownMessage = { keys: [], provider: null };

/** Returns the message for the state of an element. */
export function shownMessage({ phase, mode, connection, provider, replacesPage }: MessageFacts): ShownMessage {
  const launchProvider = provider || null;
  switch (phase?.name) {
    case 'loading':
      return { kind: 'loading', keys: ['loading'], provider: launchProvider };

    case 'open':
      // An embedded Link lies over the page, and speaks for itself. With `redirect` the browser is leaving the page.
      if (mode === 'embed') return noMessage;
      if (mode === 'redirect') return { kind: 'loading', keys: ['loading'], provider: launchProvider };
      return { kind: 'info', keys: ['window'], link: 'showWindow', provider: launchProvider };

    case 'waiting': {
      const link = replacesPage ? 'openLinkHere' : 'openLink';
      if (phase.blockedWindows === 0) return { kind: 'info', keys: [], link, provider: launchProvider };
      return { kind: 'error', keys: ['blocked'], link, provider: launchProvider };
    }

    case 'error':
      return {
        kind: 'error',
        keys: [messageOfError(phase.error, phase.isOffline)],
        provider: phase.provider,
      };

    case 'connected':
    case 'idle':
    case undefined: {
      // The person has closed Link, and sees that. Only screen readers need to say it.
      const exited = phase?.name === 'idle' && phase.hasExited ? ({ announcement: 'exited' } as const) : {};
      if (!connection.isConnected) return { ...noMessage, ...exited };
      const keys = ['connectedProvider', 'connected'] as const;
      return { kind: 'success', keys, provider: connection.provider, ...exited };
    }
  }
}
