import { decodeNumberCursor, encodeCursor } from '@trastienda/mongo';
import {
  type CallOrigin,
  EVENT_TYPES,
  type ResendWebhooksInput,
  type ResentWebhooks,
  ShopError,
} from '@trastienda/shop-contract';
import { type Database, deliveryIdOf } from '@trastienda/shop-db';
import { getEndpoint } from './get-endpoint.ts';
import { recordWebhookChange } from './record-webhook-change.ts';
import { webhookBodyOf } from './webhook-body.ts';
import type { WebhookServiceDeps } from './webhook-service.ts';

const LIST = 'resent-webhooks';

/** Events of a batch. */
const BATCH_SIZE = 100;

/** Longest time between a change and its place in the log, and the difference of two clocks. */
const MAX_DISORDER_MS = 5 * 60_000;

type Events = Pick<Database['events'], 'readLog' | 'lastPosition'>;

/**
 * Returns the position before the first event of a time or later. The log is in the order of commits,
 * and times in it are nearly so: it bisects for an earlier time than the one that is asked for.
 */
async function positionBefore(events: Events, since: Date): Promise<number> {
  const from = since.getTime() - MAX_DISORDER_MS;
  let before = 0;
  let end = await events.lastPosition();
  while (before < end) {
    const middle = Math.floor((before + end) / 2);
    const { events: found } = await events.readLog({ after: middle, limit: 1 });
    const [event] = found;
    if (event !== undefined && event.at.getTime() < from) before = event.position;
    else end = middle;
  }
  return before;
}

/**
 * Creates `WebhookService.resendSince`: schedules the events since a time for one endpoint, in bounded
 * batches by their place in the log, whether they were delivered or not.
 */
export function createResendSince(deps: WebhookServiceDeps) {
  const { database, clock, onDue } = deps;
  const { events, webhookDeliveries } = database;

  return async (
    { endpointId, since: text, cursor }: ResendWebhooksInput,
    origin: CallOrigin,
  ): Promise<ResentWebhooks> => {
    const since = new Date(text);
    const after =
      cursor === undefined ? await positionBefore(events, since) : decodeNumberCursor(LIST, cursor);
    // Events never change: only the endpoint is read in the transaction.
    const page = await events.readLog({ after, limit: BATCH_SIZE, types: EVENT_TYPES });
    const nextCursor =
      page.events.length < BATCH_SIZE ? null : encodeCursor(LIST, String(page.through));

    return database.transaction(async () => {
      const { isEnabled, eventTypes } = await getEndpoint(database, endpointId);
      if (!isEnabled) throw new ShopError('WEBHOOK_ENDPOINT_DISABLED');
      const resent = page.events.filter(
        ({ at, type }) => at >= since && (eventTypes === null || eventTypes.includes(type)),
      );
      const now = clock.now();
      await webhookDeliveries.insertMissing(
        resent.map((event) => ({
          ...{ endpointId, eventId: event.id, eventType: event.type },
          ...{ body: webhookBodyOf(event), createdAt: now },
        })),
      );
      const ids = resent.map(({ id }) => deliveryIdOf(endpointId, id));
      const scheduled = ids.length === 0 ? 0 : await webhookDeliveries.restart(ids, now);
      if (cursor === undefined) {
        const change = { action: 'webhook.resent', endpointId, details: { since: text } } as const;
        await recordWebhookChange(deps, change, origin);
      }
      if (scheduled > 0) onDue();
      return { scheduled, nextCursor };
    });
  };
}
