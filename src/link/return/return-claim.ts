import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import type { PendingReturn } from './launch-record.js';
import { lockReturn, waitForMessages } from './return-lock.js';
import {
  type BidMessage,
  type ClaimMessage,
  claimMessage,
  isAnswer,
  isBidMessage,
  isClaimMessage,
  isReturnMessage,
  launchChannel,
  type ReturnMessage,
} from './return-message.js';

interface ClaimHandlers {
  /** Called when another page has claimed the return. */
  readonly onClaimedElsewhere?: () => void;
  /** Called when the launching page answers, with the address that the window must go to, or with `closeAnswer`. */
  readonly onAnswer?: (answer: string) => void;
}

/**
 * One page's claim of a return. Several pages may know of the same return. Only the page that has claimed it dispatches its
 * event. The pages tell each other through the channel of the launch.
 */
export class ReturnClaim {
  readonly #returnKey: string;
  readonly #pendingReturn: PendingReturn;
  readonly #platform: Platform;
  readonly #handlers: ClaimHandlers;
  readonly #channel: BroadcastChannel | undefined;
  #isClaimedElsewhere = false;
  #bid: number | undefined;

  constructor(
    { returnKey, pendingReturn }: { readonly returnKey: string; readonly pendingReturn: PendingReturn },
    handlers: ClaimHandlers,
    platform: Platform,
  ) {
    this.#returnKey = returnKey;
    this.#pendingReturn = pendingReturn;
    this.#handlers = handlers;
    this.#platform = platform;
    this.#channel = attempt(() => launchChannel(returnKey, platform)); // Firefox throws when the page may not use storage.
    if (this.#channel) this.#channel.onmessage = ({ data }) => this.#receive(data);
  }

  /** Handles a message of another page about the claim. The claim itself listens to the channel. */
  receiveClaim(message: unknown): void {
    if (!isReturnMessage(message, this.#returnKey) || !isClaimMessage(message)) return;
    if (message.page !== this.#pendingReturn.page) return; // Another return of the same launch.
    this.#isClaimedElsewhere = true;
    this.#handlers.onClaimedElsewhere?.();
  }

  /** Claims the return for this page. Returns true when this page may dispatch the event. */
  async acquire(): Promise<boolean> {
    const { page } = this.#pendingReturn;
    if (this.#isClaimedElsewhere || !(await lockReturn(this.#returnKey, page, this.#platform))) return false;
    [this.#bid] = this.#platform.crypto.getRandomValues(new Uint32Array(1));
    this.send({ junction_session: this.#returnKey, page, bid: this.#bid! });
    await waitForMessages(this.#platform);
    return !this.#isClaimedElsewhere;
  }

  /** Tells the other pages that this page dispatches the event. */
  announce(): void {
    this.send(claimMessage(this.#returnKey, this.#pendingReturn));
  }

  /** Sends a message to the other pages. */
  send(message: ReturnMessage | ClaimMessage | BidMessage | string): void {
    attempt(() => this.#channel?.postMessage(message)); // Throws if the channel was closed meanwhile.
  }

  close(): void {
    this.#channel?.close();
  }

  #receive(message: unknown): void {
    this.receiveClaim(message);
    if (isAnswer(message)) {
      this.#isClaimedElsewhere = true;
      this.#handlers.onAnswer?.(message);
    } else if (isBidMessage(message, this.#returnKey) && message.page === this.#pendingReturn.page) {
      if (this.#bid !== undefined && message.bid < this.#bid) this.#isClaimedElsewhere = true;
    }
  }
}
