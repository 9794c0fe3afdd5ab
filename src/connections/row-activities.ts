import type { TextKey } from '../i18n/messages.js';
import type { ConnectionSummary } from '../junction/connection.js';
import type { Platform } from '../link/platform.js';
import type { ConnectionsList } from './connections-list.js';
import { waitForChange } from './wait-for-change.js';

/** What happens to a row at the moment, beside what the endpoint has listed. */
export type RowActivity =
  /** The person is asked whether the connection should end. */
  | 'asking'
  /** The end of the connection is requested. */
  | 'disconnecting'
  /** The endpoint has ended the connection, and the list may still show it. */
  | 'disconnected'
  | 'disconnectFailed'
  | 'disconnectRefused'
  /** Link has reported a connection, and the list does not show it yet. */
  | 'confirming'
  /** The list did not show it in time. */
  | 'unconfirmed';

/** What only screen readers say: the key of a text, and the name of the provider. */
export interface Announcement {
  readonly key: TextKey;
  readonly name: string;
}

/** What the activities need from their element. */
export interface ActivitiesHost {
  readonly list: ConnectionsList;
  readonly platform: Platform;
  /** Called after each change. */
  onChange(): void;
}

/** What happens to the rows at the moment, and what screen readers say about it. */
export class RowActivities {
  readonly #host: ActivitiesHost;
  readonly #byProvider = new Map<string, RowActivity>();
  #announcement: Announcement | undefined;

  constructor(host: ActivitiesHost) {
    this.#host = host;
  }

  get announcement(): Announcement | undefined {
    return this.#announcement;
  }

  get(provider: string): RowActivity | undefined {
    return this.#byProvider.get(provider);
  }

  /** Sets what happens to a row, and what screen readers say. Undefined stands for nothing. */
  set(provider: string, activity: RowActivity | undefined, announcement?: Announcement): void {
    if (activity) this.#byProvider.set(provider, activity);
    else this.#byProvider.delete(provider);
    this.#announcement = announcement;
    this.#host.onChange();
  }

  clear(): void {
    this.#byProvider.clear();
    this.#announcement = undefined;
  }

  /** Ends the activities about which the list says everything now. */
  endWhatIsOver(): void {
    for (const [provider, activity] of this.#byProvider)
      if (isOver(activity, this.#host.list.connectionOf(provider))) this.set(provider, undefined);
  }

  /**
   * Loads the list until it shows a connection that Link has reported, and tells the person if it does not appear.
   *
   * @param isAnnounced True when screen readers say so, too.
   * @param signal Ends the wait.
   */
  async showConnection(provider: string, isAnnounced: boolean, signal: AbortSignal): Promise<void> {
    const { list } = this.#host;
    this.set(provider, 'confirming');
    const hasAppeared = await this.#waitForChange(provider, isConnected, signal);
    if (this.get(provider) !== 'confirming') return;
    if (hasAppeared || signal.aborted) return this.set(provider, undefined, this.#announcement);
    const announcement = { key: 'connections.unconfirmed', name: list.nameOf(provider) } as const;
    this.set(provider, 'unconfirmed', isAnnounced ? announcement : undefined);
  }

  /** Shows that a connection has ended, and loads the list until it shows the same. Tells the person if it does not. */
  async showEnd(provider: string, announcement: Announcement | undefined, signal: AbortSignal): Promise<void> {
    this.set(provider, 'disconnected', announcement);
    const hasEnded = await this.#waitForChange(provider, (connection) => !connection, signal);
    if (this.get(provider) !== 'disconnected') return;
    if (hasEnded || signal.aborted) return this.set(provider, undefined, this.#announcement);
    const name = this.#host.list.nameOf(provider);
    this.set(provider, 'disconnectFailed', announcement && { key: 'connections.disconnectFailed', name });
  }

  /**
   * Loads the list until it shows a change, or something else happens to the row.
   *
   * @param isShown Returns true when the connection, or its absence, is the change.
   */
  #waitForChange(
    provider: string,
    isShown: (connection: ConnectionSummary | undefined) => boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { list, platform } = this.#host;
    const activity = this.get(provider);
    const isDone = () => this.get(provider) !== activity || isShown(list.connectionOf(provider));
    return waitForChange(list, isDone, platform, signal);
  }
}

export const isConnected = (connection: ConnectionSummary | undefined): boolean => connection?.status === 'connected';

/** Returns true when the list has shown what an activity was about, so that nothing more is to be said about it. */
function isOver(activity: RowActivity, connection: ConnectionSummary | undefined): boolean {
  if (activity === 'unconfirmed') return isConnected(connection);
  return !connection && ['asking', 'disconnectFailed', 'disconnectRefused'].includes(activity);
}
