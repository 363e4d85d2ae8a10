import type { Database, TestWebhook } from '@trastienda/db';
import type { Clock } from '../../../clock.ts';
import type { TestBooks } from './test-books.ts';
import { webhookBodyOf } from './webhook-body.ts';
import type { WebhookRelay } from './webhook-relay.ts';
import { SIGNATURE_HEADER, signWebhook } from './webhook-signature.ts';

/** A webhook as it goes over the wire. */
export interface SignedWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Hands a webhook to the shop; rejects when the shop did not take it. */
export type DeliverWebhook = (webhook: SignedWebhook, signal: AbortSignal) => Promise<void>;

/** Sends webhooks until the shop takes them; any number may run, in any number of processes. */
export interface WebhookSender {
  start(deliver: DeliverWebhook): void;
  /** Resolves when those in hand are done; the others wait for another sender. */
  stop(): Promise<void>;
  /** Sends what is due now, one after another, and gives how many were taken. */
  sendDue(deliver: DeliverWebhook): Promise<number>;
}

export interface WebhookSenderOptions {
  readonly database: Pick<Database, 'testWebhooks'>;
  readonly clock: Clock;
  readonly books: TestBooks;
  readonly relay: WebhookRelay;
  readonly webhookSecret: string;
  readonly onFault: (error: unknown) => void;
  readonly pollMs?: number | undefined;
}

const POLL_MS = 1000;
const TIMEOUT_MS = 10_000;
/** Longer than any delivery takes; so long a webhook waits when its process dies. */
const LEASE_MS = 30_000;
const MAX_IN_HAND = 8;

const retryDelayMs = (attempts: number): number => Math.min(60_000, 500 * 2 ** attempts);

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { database, clock, books, relay, webhookSecret, onFault, pollMs = POLL_MS } = options;
  const { testWebhooks } = database;
  let isStopping = false;
  let isWoken = false;
  let endPause = () => {};
  let loop: Promise<void> | null = null;

  books.onEvent(() => {
    isWoken = true;
    endPause();
  });

  const lease = () => {
    const now = clock.now();
    return testWebhooks.lease(now, new Date(now.getTime() + LEASE_MS));
  };

  async function send(webhook: TestWebhook, deliver: DeliverWebhook): Promise<boolean> {
    const body = webhookBodyOf(webhook);
    const signature = signWebhook(webhookSecret, body, clock.now());
    const headers = { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature };
    try {
      await deliver({ body, headers }, AbortSignal.timeout(TIMEOUT_MS));
    } catch (error) {
      const dueAt = new Date(clock.now().getTime() + retryDelayMs(webhook.attempts));
      const lastError = error instanceof Error ? error.message : String(error);
      await testWebhooks.settle(webhook, { state: 'waiting', dueAt, lastError });
      return false;
    }
    await testWebhooks.settle(webhook, { state: 'delivered', dueAt: null, lastError: null });
    return true;
  }

  /** Those that are due, a handful at once: a storm of webhooks is as real as a single one. */
  async function sendAll(deliver: DeliverWebhook): Promise<void> {
    await relay.run();
    while (!isStopping) {
      const inHand: Promise<unknown>[] = [];
      try {
        while (inHand.length < MAX_IN_HAND) {
          const webhook = await lease();
          if (webhook === null) break;
          // When the next one cannot be had, nobody would be left to hear that this one failed.
          inHand.push(send(webhook, deliver).catch(onFault));
        }
      } finally {
        await Promise.all(inHand);
      }
      if (inHand.length === 0) return;
    }
  }

  function pause(): Promise<void> {
    if (isWoken || isStopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(deliver: DeliverWebhook): Promise<void> {
    while (!isStopping) {
      isWoken = false;
      await sendAll(deliver).catch((error: unknown) => {
        // A database that does not answer is left alone for a while.
        isWoken = false;
        onFault(error);
      });
      await pause();
    }
  }

  return {
    start(deliver) {
      if (loop !== null) return;
      isStopping = false;
      loop = run(deliver);
    },
    async stop() {
      isStopping = true;
      endPause();
      await loop;
      loop = null;
    },
    async sendDue(deliver) {
      await relay.run();
      let taken = 0;
      for (let next = await lease(); next !== null; next = await lease()) {
        if (await send(next, deliver)) taken += 1;
      }
      return taken;
    },
  };
}
