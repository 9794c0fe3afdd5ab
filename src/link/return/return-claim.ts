import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import type { PendingReturn } from './launch-record.js';
import { acquireReturn } from './return-lock.js';
import {
  type ClaimMessage,
  claimMessage,
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
    if (this.#channel) this.#channel.onmessage = ({ data }) => this.receive(data);
  }

  /** Handles a message of another page. The messages of the channel come by themselves. */
  receive(message: unknown): void {
    const { onAnswer, onClaimedElsewhere } = this.#handlers;
    if (typeof message === 'string') {
      this.#isClaimedElsewhere = true;
      onAnswer?.(message);
    } else if (isReturnMessage(message, this.#returnKey) && isClaimMessage(message)) {
      if (message.page !== this.#pendingReturn.page) return; // Another return of the same launch.
      this.#isClaimedElsewhere = true;
      onClaimedElsewhere?.();
    }
  }

  /** Claims the return for this page. Returns true when this page may dispatch the event. */
  async acquire(): Promise<boolean> {
    if (this.#isClaimedElsewhere) return false;
    const key = { returnKey: this.#returnKey, page: this.#pendingReturn.page };
    return acquireReturn(key, () => this.#isClaimedElsewhere, this.#platform);
  }

  /** Tells the other pages that this page dispatches the event. */
  announce(): void {
    this.send(claimMessage(this.#returnKey, this.#pendingReturn));
  }

  /** Sends a message to the other pages. */
  send(message: ReturnMessage | ClaimMessage | string): void {
    attempt(() => this.#channel?.postMessage(message)); // Throws if the channel was closed meanwhile.
  }

  close(): void {
    this.#channel?.close();
  }
}
