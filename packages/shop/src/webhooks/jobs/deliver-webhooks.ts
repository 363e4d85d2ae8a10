import type { QueueJob } from '@trastienda/mongo';
import { MAX_WEBHOOK_ENDPOINTS } from '@trastienda/shop-contract';
import type { Database, LeasedWebhookDelivery } from '@trastienda/shop-db';
import { type AttemptDeps, attemptWebhook, WEBHOOK_RETENTION_MS } from '../attempt-webhook.ts';
import { type RecordAttemptDeps, recordAttempt } from '../record-attempt.ts';

export interface DeliverWebhooksDeps extends Omit<AttemptDeps, 'database'>, RecordAttemptDeps {
  readonly database: Pick<
    Database,
    'audit' | 'transaction' | 'webhookAttempts' | 'webhookDeliveries' | 'webhookEndpoints'
  >;
}

/** Lease duration of a delivery: longer than any request; also the delay after a crash. */
const LEASE_MS = 60_000;

/** Requests in progress to one endpoint, over all processes. */
export const SLOTS_PER_ENDPOINT = 4;

/**
 * Tasks of a process: as many as there are slots. Were there fewer, some slow endpoints could occupy
 * them all.
 */
const CONCURRENCY = MAX_WEBHOOK_ENDPOINTS * SLOTS_PER_ENDPOINT;

/** Pause of a delivery that cannot be signed, until an operator has put the key back. */
const UNSIGNED_PAUSE_MS = 5 * 60_000;

/** Sends a leased delivery, and returns whether it succeeded. */
type DeliverWebhook = (leased: LeasedWebhookDelivery, signal: AbortSignal) => Promise<boolean>;

/** Creates the function that sends a leased delivery and stores the outcome. */
export function createDeliverWebhook(deps: DeliverWebhooksDeps): DeliverWebhook {
  const { database, clock } = deps;
  const { webhookDeliveries, webhookEndpoints } = database;

  /** Returns a delivery to the queue, as if it had not been leased. */
  async function postpone(leased: LeasedWebhookDelivery, pauseMs: number): Promise<void> {
    const { status, step, attempts, expiresAt } = leased;
    const dueAt = new Date(clock.now().getTime() + pauseMs);
    await webhookDeliveries.settle(leased, { status, step, attempts, expiresAt, dueAt });
  }

  return async (leased, signal) => {
    const { id, endpointId, eventType: type, body, attempts } = leased;
    const endpoint = await webhookEndpoints.find(endpointId);
    if (endpoint === null || !endpoint.isEnabled) {
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + WEBHOOK_RETENTION_MS);
      await webhookDeliveries.cancel(leased, { now, expiresAt });
      return false;
    }
    const webhook = { id, type, body, number: attempts + 1, isTest: false };
    const ended = await attemptWebhook(deps, endpoint, webhook, signal).catch(async (error) => {
      await postpone(leased, UNSIGNED_PAUSE_MS);
      throw error;
    });
    const isDelivered = ended.attempt.failure === null;
    if (signal.aborted && ended.attempt.failure === 'timeout') {
      // Aborted by the end of this process, not by the receiver: another process need not wait.
      await postpone(leased, 0);
      return false;
    }
    await recordAttempt(deps, leased, ended);
    return isDelivered;
  };
}

/** Leases the due delivery of an endpoint; see `WebhookDeliveryStore.lease`. */
export function leaseDelivery(
  { database, clock }: Pick<DeliverWebhooksDeps, 'database' | 'clock'>,
  endpointId: string,
): Promise<LeasedWebhookDelivery | null> {
  const now = clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  return database.webhookDeliveries.lease(endpointId, { now, until, slots: SLOTS_PER_ENDPOINT });
}

/**
 * Sends deliveries that are due, at least once each. Endpoints take turns, and a few requests to each
 * are in progress at once: one that hardly responds delays its own deliveries alone.
 */
export function createDeliverWebhooks(deps: DeliverWebhooksDeps): QueueJob {
  const { database, clock } = deps;
  const deliver = createDeliverWebhook(deps);
  /** The endpoint that was served last. */
  let last = '';

  return {
    name: 'deliver-webhooks',
    concurrency: CONCURRENCY,
    async claim() {
      const begin = last;
      let isSecondRound = false;
      for (;;) {
        const endpointId = await database.webhookDeliveries.nextDueEndpoint(last, clock.now());
        if (endpointId === null || (isSecondRound && endpointId > begin)) {
          // A round that began with the first endpoint has seen all of them.
          if (isSecondRound || endpointId !== null || begin === '') return null;
          isSecondRound = true;
          last = '';
          continue;
        }
        last = endpointId;
        const leased = await leaseDelivery(deps, endpointId);
        if (leased !== null) return async (signal) => ((await deliver(leased, signal)) ? 1 : 0);
      }
    },
  };
}
