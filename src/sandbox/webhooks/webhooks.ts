import { isLoopback } from '../loopback.js';
import { readSecret, signatureHeaders, type SigningKey } from './webhook-signature.js';

export interface WebhookOptions {
  /** Where webhooks are posted to: an http or https address of this machine (`localhost`, `*.localhost`, loopback). */
  url: string;
  /** `whsec_` and Base64, as Svix writes it; without one the webhooks are not signed. */
  secret?: string;
  /** In place of the global one, so that a test needs no server. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** A webhook in the shape of the OpenAPI document. */
export interface WebhookEvent {
  readonly event_type: string;
  readonly [field: string]: unknown;
}

/** A webhook, and what came of it. */
interface Delivery {
  readonly id: string;
  readonly sent_at: Date;
  readonly event: WebhookEvent;
  status: 'pending' | 'delivered' | 'failed';
  /** Of the receiver's answer. */
  http_status?: number;
  /** Why there is no answer. */
  error?: string;
}

export type Webhooks = ReturnType<typeof createWebhooks>;

/** The time that a receiver has for its answer. */
const answerTimeoutMs = 5000;

/**
 * Sends webhooks to a server on this machine, each once: there are no retries.
 *
 * @param now the sandbox's clock, in milliseconds since the epoch
 * @throws TypeError for an address beyond this machine, or for a malformed secret
 */
export function createWebhooks(options: WebhookOptions | undefined, now: () => number) {
  const deliveries: Delivery[] = [];
  const deliver = options && deliverer(options);

  return {
    url: options?.url,
    deliveries: deliveries as readonly Delivery[],
    /** Returns at once and never throws: whoever connects does not wait for the receiver. */
    send(event: WebhookEvent): void {
      if (!deliver) return;
      const id = `msg_${crypto.randomUUID().replaceAll('-', '')}`;
      const delivery: Delivery = { id, sent_at: new Date(now()), event, status: 'pending' };
      deliveries.push(delivery);
      void deliver(delivery);
    },
    reset(): void {
      deliveries.length = 0;
    },
  };
}

function deliverer({ url, secret, fetch: ask = fetch }: WebhookOptions) {
  if (!isOfThisMachine(url)) throw new TypeError(`Webhooks are only sent to this machine, not to '${url}'`);
  const sign = secret === undefined ? undefined : readSecret(secret);
  return async (delivery: Delivery): Promise<void> => {
    try {
      const { ok, status } = await ask(url, await requestOf(delivery, sign));
      Object.assign(delivery, { status: ok ? 'delivered' : 'failed', http_status: status });
    } catch (error) {
      Object.assign(delivery, { status: 'failed', error: reasonOf(error) });
    }
  };
}

async function requestOf({ id, event }: Delivery, sign: SigningKey | undefined): Promise<RequestInit> {
  const body = JSON.stringify(event);
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(sign && (await signatureHeaders(sign, id, body))) },
    body,
    redirect: 'manual', // It could lead to another machine; a webhook's redirect is a failure anyway.
    signal: AbortSignal.timeout(answerTimeoutMs),
  };
}

/** Node hides why behind "fetch failed". */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string } };
  return [message ?? `${error}`, cause?.code].filter(Boolean).join(': ');
}

function isOfThisMachine(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return !!url && /^https?:$/.test(url.protocol) && isLoopback(url.hostname);
}
