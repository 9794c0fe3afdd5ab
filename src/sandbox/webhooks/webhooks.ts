import { isLoopback } from '../loopback.js';
import { createSigner, signatureHeaders, type Signer } from './webhook-signature.js';

export interface WebhookOptions {
  /** The http or https address that receives the webhooks. It must be on this machine (`localhost`, `*.localhost`, loopback). */
  url: string;
  /** The secret that signs the webhooks: `whsec_` and Base64, as Svix writes it. Without it, they are not signed. */
  secret?: string;
  /** Replaces the global `fetch`, so that a test needs no server. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** A webhook in the shape of the OpenAPI document. */
export interface WebhookEvent {
  readonly event_type: string;
  readonly [field: string]: unknown;
}

/** A webhook, and whether the receiver accepted it. */
interface Delivery {
  readonly id: string;
  readonly sent_at: Date;
  readonly event: WebhookEvent;
  status: 'pending' | 'delivered' | 'failed';
  /** The status of the receiver's response. */
  http_status?: number;
  /** Why there is no response. */
  error?: string;
}

export type Webhooks = ReturnType<typeof createWebhooks>;

/** How long a receiver may take to respond, in milliseconds. */
const responseTimeoutMs = 5000;

/**
 * Returns the sender of webhooks. It sends each webhook once, to a server on this machine, and does not retry.
 *
 * @param now Returns the sandbox's time, in milliseconds since the epoch
 * @throws TypeError when the address is not on this machine, or the secret is malformed
 */
export function createWebhooks(options: WebhookOptions | undefined, now: () => number) {
  const deliveries: Delivery[] = [];
  const deliver = options && createDeliver(options);

  return {
    url: options?.url,
    deliveries: deliveries as readonly Delivery[],
    /** Sends a webhook. Returns at once and never throws, so a sign-in does not wait for the receiver. */
    send(event: WebhookEvent): void {
      if (!deliver) return;
      const id = `msg_${crypto.randomUUID().replaceAll('-', '')}`;
      const delivery: Delivery = { id, sent_at: new Date(now()), event, status: 'pending' };
      deliveries.push(delivery);
      deliver(delivery);
    },
    /** Forgets all deliveries. */
    reset(): void {
      deliveries.length = 0;
    },
  };
}

/** Returns a function that sends a webhook and stores the result in its delivery. */
function createDeliver({ url, secret, fetch: request = fetch }: WebhookOptions) {
  if (!isOnThisMachine(url))
    throw new TypeError(
      `Webhooks are only sent to this machine, not to '${url}': use an address such as http://localhost:3000/webhooks`,
    );
  const sign = secret === undefined ? undefined : createSigner(secret);
  let lastDelivery: Promise<void> = Promise.resolve();
  const deliver = async (delivery: Delivery): Promise<void> => {
    try {
      const { ok, status } = await request(url, await requestInitOf(delivery, sign));
      Object.assign(delivery, { status: ok ? 'delivered' : 'failed', http_status: status });
    } catch (error) {
      Object.assign(delivery, { status: 'failed', error: reasonOf(error) });
    }
  };
  // One after another, so that they arrive in their order.
  return (delivery: Delivery): void => {
    lastDelivery = lastDelivery.then(() => deliver(delivery));
  };
}

async function requestInitOf({ id, event }: Delivery, sign: Signer | undefined): Promise<RequestInit> {
  const body = JSON.stringify(event);
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(sign && (await signatureHeaders(sign, id, body))) },
    body,
    redirect: 'manual', // A redirect could lead to another machine. It counts as a failure.
    signal: AbortSignal.timeout(responseTimeoutMs),
  };
}

/** Returns the message of an error and the code of its cause. Node's own message is only "fetch failed". */
function reasonOf(error: unknown): string {
  const { message, cause } = Object(error) as { message?: string; cause?: { code?: string } };
  return [message ?? String(error), cause?.code].filter(Boolean).join(': ');
}

/** Returns true when the text is an http(s) address of this machine. */
function isOnThisMachine(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return !!url && /^https?:$/.test(url.protocol) && isLoopback(url.hostname);
}
