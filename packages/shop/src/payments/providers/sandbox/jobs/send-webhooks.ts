import { backoffMs, type Clock } from '@trastienda/base';
import type { QueueJob } from '@trastienda/mongo';
import type { Database, SandboxWebhook } from '@trastienda/shop-db';
import { webhookBodyOf } from '../webhook-body.ts';
import type { WebhookRelay } from '../webhook-relay.ts';
import { SIGNATURE_HEADER, signWebhook } from '../webhook-signature.ts';

/** A webhook as sent over the wire. */
export interface SignedWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Delivers a webhook to the shop; rejects when the shop did not accept it. */
export type DeliverWebhook = (webhook: SignedWebhook, signal: AbortSignal) => Promise<void>;

export interface SendWebhooksOptions {
  readonly database: Pick<Database, 'sandboxWebhooks'>;
  readonly clock: Clock;
  readonly relay: WebhookRelay;
  readonly webhookSecret: string;
  readonly deliver: DeliverWebhook;
}

const TIMEOUT_MS = 10_000;
/** Lease duration of a webhook: longer than any delivery; also the delay after a crash. */
const LEASE_MS = 30_000;
/** Several at once, to simulate bursts of webhooks. */
const CONCURRENCY = 8;
const BACKOFF = { firstMs: 1000, longestMs: 60_000 };

/** Sends the webhooks of the sandbox until the shop accepts them. */
export function createSendWebhooks(options: SendWebhooksOptions): QueueJob {
  const { database, clock, relay, webhookSecret, deliver } = options;
  const { sandboxWebhooks } = database;

  const lease = () => {
    const now = clock.now();
    return sandboxWebhooks.lease(now, new Date(now.getTime() + LEASE_MS));
  };

  async function send(webhook: SandboxWebhook, signal: AbortSignal): Promise<number> {
    const body = webhookBodyOf(webhook);
    const signature = signWebhook(webhookSecret, body, clock.now());
    const headers = { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature };
    try {
      await deliver({ body, headers }, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
    } catch (error) {
      // An aborted delivery has not failed: the next process need not wait.
      const delayMs = signal.aborted ? 0 : backoffMs(BACKOFF, webhook.attempts);
      const dueAt = new Date(clock.now().getTime() + delayMs);
      const lastError = error instanceof Error ? error.message : String(error);
      await sandboxWebhooks.settle(webhook, { state: 'waiting', dueAt, lastError });
      return 0;
    }
    await sandboxWebhooks.settle(webhook, { state: 'delivered', dueAt: null, lastError: null });
    return 1;
  }

  /** Relays events to webhooks when no earlier webhook is due. */
  async function leaseNext(): Promise<SandboxWebhook | null> {
    const waiting = await lease();
    if (waiting !== null) return waiting;
    return (await relay.run()) > 0 ? lease() : null;
  }

  return {
    name: 'send-webhooks',
    concurrency: CONCURRENCY,
    async claim() {
      const webhook = await leaseNext();
      return webhook && ((signal) => send(webhook, signal));
    },
  };
}
