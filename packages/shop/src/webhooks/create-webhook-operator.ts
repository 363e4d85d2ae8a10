import { setTimeout } from 'node:timers/promises';
import { ShopError } from '@trastienda/shop-contract';
import { getEndpoint } from './get-endpoint.ts';
import {
  createDeliverWebhook,
  type DeliverWebhooksDeps,
  leaseDelivery,
  SLOTS_PER_ENDPOINT,
} from './jobs/deliver-webhooks.ts';

/** How often to look whether servers have sent what they have begun. */
const WAIT_MS = 200;

/** Deliveries that a process has tried, so far. */
export interface SendingProgress {
  readonly delivered: number;
  readonly failed: number;
}

/** What the operator does with the deliveries of one endpoint. */
export interface WebhookOperator {
  /**
   * Makes all deliveries due that are not delivered, also those that were given up or canceled, and
   * returns how many.
   * @throws {ShopError} WEBHOOK_ENDPOINT_NOT_FOUND, WEBHOOK_ENDPOINT_DISABLED.
   */
  restartUndelivered(endpointId: string): Promise<number>;
  /** Counts the deliveries that wait. */
  countPending(endpointId: string): Promise<number>;
  /**
   * Sends due deliveries from this process, beside any servers, until none is due or in progress.
   * Returns what this process has sent.
   */
  sendDue(
    endpointId: string,
    onProgress: (progress: SendingProgress) => void,
    signal: AbortSignal,
  ): Promise<SendingProgress>;
}

/** Creates the functions behind the operator's command `webhooks send`. */
export function createWebhookOperator(deps: DeliverWebhooksDeps): WebhookOperator {
  const { database, clock } = deps;
  const { transaction, webhookDeliveries } = database;
  const deliver = createDeliverWebhook(deps);

  return {
    restartUndelivered: (endpointId) =>
      transaction(async () => {
        const { isEnabled } = await getEndpoint(database, endpointId);
        if (!isEnabled) throw new ShopError('WEBHOOK_ENDPOINT_DISABLED');
        return webhookDeliveries.restartUndelivered(endpointId, clock.now());
      }),

    countPending: (endpointId) => webhookDeliveries.count(endpointId, 'pending'),

    async sendDue(endpointId, onProgress, signal) {
      let delivered = 0;
      let failed = 0;
      async function sendAll(): Promise<void> {
        while (!signal.aborted) {
          const leased = await leaseDelivery(deps, endpointId);
          if (leased === null) return;
          if (await deliver(leased, signal)) delivered += 1;
          else if (!signal.aborted) failed += 1;
          onProgress({ delivered, failed });
        }
      }
      for (;;) {
        await Promise.all(Array.from({ length: SLOTS_PER_ENDPOINT }, sendAll));
        const isDone = (await webhookDeliveries.countInProgress(endpointId)) === 0;
        if (isDone || signal.aborted) return { delivered, failed };
        // A server is sending the rest.
        await setTimeout(WAIT_MS);
      }
    },
  };
}
