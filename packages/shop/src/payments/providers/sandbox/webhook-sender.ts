import { createWorker, type Worker } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';
import {
  createSendWebhooks,
  type DeliverWebhook,
  type SendWebhooksOptions,
} from './jobs/send-webhooks.ts';
import type { SandboxBooks } from './sandbox-books.ts';

/**
 * Sends webhooks until the shop accepts them; any number of senders may run in any number of
 * processes.
 */
export interface WebhookSender {
  start(deliver: DeliverWebhook): void;
  /** Stops as `Worker` does; the remaining webhooks wait for another sender. */
  stop(withinMs?: number): Promise<void>;
  /** Sends all due webhooks one after another; returns how many were accepted. */
  sendDue(deliver: DeliverWebhook): Promise<number>;
}

export interface WebhookSenderOptions extends Omit<SendWebhooksOptions, 'deliver'> {
  readonly database: Pick<Database, 'sandboxWebhooks' | 'leases'>;
  readonly books: SandboxBooks;
  readonly onFault: (error: unknown) => void;
  readonly pollMs?: number | undefined;
}

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { database, clock, books, onFault, pollMs } = options;
  let worker: Worker | null = null;
  let isStarted = false;
  books.onEvent(() => worker?.wake());

  return {
    start(deliver) {
      if (isStarted) return;
      isStarted = true;
      worker = createWorker({
        jobs: [createSendWebhooks({ ...options, deliver })],
        leases: database.leases,
        clock,
        onFault: ({ error }) => onFault(error),
        ...(pollMs !== undefined && { pollMs }),
      });
      worker.start();
    },
    async stop(withinMs) {
      isStarted = false;
      // Kept: a later call must wait for the deliveries that an earlier one waits for.
      await worker?.stop(withinMs);
    },
    async sendDue(deliver) {
      const { signal } = new AbortController();
      const job = createSendWebhooks({ ...options, deliver });
      let accepted = 0;
      for (let send = await job.claim(); send !== null; send = await job.claim()) {
        accepted += await send(signal);
      }
      return accepted;
    },
  };
}
