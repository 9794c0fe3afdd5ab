import { EventEmitter, on } from 'node:events';
import { waitTimeoutMs } from './browsers/person.js';

/** A report that a page sends to its server, by `report.js`. */
export interface Report {
  /**
   * The name of an event of the element, or one of these: `fault` when a script has failed, `started` at the start of the
   * document, `shown` when the page is shown, also when the browser restores it from its memory.
   */
  readonly type: 'open' | 'success' | 'exit' | 'error' | 'fault' | 'started' | 'shown';
  /** A random id of the document. A page that is loaded again is another document. */
  readonly document: string;
  /** The number of the report, counted from 0 in each document. */
  readonly number: number;
  /** The time of the report, in milliseconds since the epoch. */
  readonly at: number;
  /** The id of the element that dispatched the event. */
  readonly element?: string;
  readonly sessionId?: string;
  readonly mode?: string;
  readonly provider?: string | null;
  readonly metadata?: unknown;
  readonly reason?: string;
  readonly code?: string;
  readonly status?: number;
  readonly message?: string;
  readonly persisted?: boolean;
  readonly snapshot?: PageSnapshot;
}

/** The contents of a page at the time of a report, in all places where other scripts may read them. */
interface PageSnapshot {
  readonly storage: string;
  readonly address: string;
  /** The name of the window, and the state of its history entry. */
  readonly window: string;
  /** The markup of the page without its frames, because Link's frame has the token. */
  readonly elements: string;
}

/** The reports of the pages of a site, in the order in which things happened. */
export class PageReports {
  readonly #reports: Report[] = [];
  readonly #changes = new EventEmitter().setMaxListeners(0);

  clear(): void {
    this.#reports.length = 0;
  }

  add(report: Report): void {
    // A browser may send a beacon again when a connection was lost.
    const isKnown = this.#reports.some(
      ({ document, number }) => document === report.document && number === report.number,
    );
    if (!isKnown) this.#reports.push(report);
    this.notify();
  }

  all(): Report[] {
    return [...this.#reports].sort((one, other) => one.at - other.at);
  }

  /** Returns the events of the element and the faults. */
  events(): Report[] {
    return this.all().filter(({ type }) => type !== 'shown' && type !== 'started');
  }

  /** Returns the same events, each as a short text such as `error popup_blocked`. */
  summary(): string[] {
    return this.events().map(({ type, reason, code, message }) =>
      [type, reason, code, type === 'fault' && message].filter(Boolean).join(' '),
    );
  }

  /** Waits for the first report of a type, or for the one with this number, counted from 1. */
  async waitFor(type: Report['type'], number = 1): Promise<Report> {
    const find = () => this.all().filter((report) => report.type === type)[number - 1];
    return this.waitUntil(
      find,
      () => `There is no ${type} number ${number}. The events are: ${this.summary().join(', ')}`,
    );
  }

  /** Makes every `until` that waits call its function again. */
  notify(): void {
    this.#changes.emit('change');
  }

  /** Waits until `find` returns something. @throws Error with the text of `describeFailure` after `waitTimeoutMs` */
  async waitUntil<T>(find: () => T | undefined, describeFailure: () => string): Promise<T> {
    const changes = on(this.#changes, 'change', { signal: AbortSignal.timeout(waitTimeoutMs) });
    try {
      for (let found = find(); ; found = find()) {
        if (found) return found;
        await changes.next();
      }
    } catch {
      throw new Error(describeFailure());
    }
  }
}
