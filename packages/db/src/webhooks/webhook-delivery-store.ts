import {
  type CollectionContext,
  defineCollection,
  isDuplicateKey,
  listNewest,
  maxReadMs,
  newId,
  type Page,
  stateOf,
} from '@trastienda/mongo';
import type { ListWebhookDeliveriesInput, WebhookDeliveryStatus } from '@trastienda/shop-contract';
import type { QueryFilter } from 'mongoose';
import {
  deliveryIdOf,
  type NewWebhookDelivery,
  type WebhookDeliveryDocument,
  type WebhookDeliveryState,
} from './webhook-delivery-document.ts';
import {
  IN_PROGRESS,
  webhookDeliveryIndexes,
  webhookDeliverySchema,
} from './webhook-delivery-schema.ts';

/** A delivery leased by a process until the lease ends. */
export interface LeasedWebhookDelivery extends WebhookDeliveryState {
  readonly leaseId: string;
}

/** How long a lease lasts, and how many deliveries to one endpoint may be in progress. */
export interface WebhookLease {
  readonly now: Date;
  readonly until: Date;
  readonly slots: number;
}

/** What becomes of a leased delivery. */
export type WebhookSettlement = Pick<
  WebhookDeliveryState,
  'status' | 'dueAt' | 'step' | 'attempts' | 'expiresAt'
>;

/** Events on their way to endpoints. */
export interface WebhookDeliveryStore {
  /** Adds deliveries, except those that exist. */
  insertMissing(deliveries: readonly NewWebhookDelivery[]): Promise<void>;
  /**
   * Makes deliveries due again at `now`, from the start of the schedule, except those that are being
   * sent. Returns how many.
   */
  restart(ids: readonly string[], now: Date): Promise<number>;
  /** Makes the deliveries of an endpoint due that are not delivered, as `restart` does. */
  restartUndelivered(endpointId: string, now: Date): Promise<number>;
  find(id: string): Promise<WebhookDeliveryState | null>;
  /**
   * Lists the deliveries of an endpoint, those of the newest events first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListWebhookDeliveriesInput): Promise<Page<WebhookDeliveryState>>;
  /** Counts the deliveries of an endpoint with a status. */
  count(endpointId: string, status: WebhookDeliveryStatus): Promise<number>;
  /** Counts the deliveries to an endpoint that a process is sending, or was when it died. */
  countInProgress(endpointId: string): Promise<number>;
  /** Returns the first endpoint after this one, by id, with a due delivery; null after the last. */
  nextDueEndpoint(after: string, now: Date): Promise<string | null>;
  /**
   * Leases the delivery to an endpoint that is due the longest; null when none is, or when as many are
   * in progress as there are slots.
   */
  lease(endpointId: string, lease: WebhookLease): Promise<LeasedWebhookDelivery | null>;
  /** Stores the outcome of a leased delivery; false when the lease was lost meanwhile. */
  settle(leased: LeasedWebhookDelivery, settlement: WebhookSettlement): Promise<boolean>;
  /** Cancels a leased delivery, and all others to its endpoint that are due and not being sent. */
  cancel(
    leased: LeasedWebhookDelivery,
    times: { readonly now: Date; readonly expiresAt: Date },
  ): Promise<void>;
}

function createWebhookDeliveryStore({
  model,
}: CollectionContext<WebhookDeliveryDocument>): WebhookDeliveryStore {
  type Leasable = Pick<WebhookDeliveryDocument, '_id' | 'slot' | 'dueAt'>;

  async function leaseOne(
    match: QueryFilter<WebhookDeliveryDocument>,
    slot: number,
    until: Date,
  ): Promise<LeasedWebhookDelivery | null> {
    const leaseId = newId();
    const found = await model
      .findOneAndUpdate(
        match,
        { $set: { dueAt: until, leaseId, slot } },
        { sort: { dueAt: 1, _id: 1 }, returnDocument: 'after' },
      )
      .lean<WebhookDeliveryDocument>();
    return found && { ...stateOf(found), leaseId };
  }

  async function restart(match: QueryFilter<WebhookDeliveryDocument>, now: Date): Promise<number> {
    const { matchedCount } = await model.updateMany(
      { ...match, leaseId: null },
      { $set: { status: 'pending', dueAt: now, step: 0, expiresAt: null } },
    );
    return matchedCount;
  }

  return {
    async insertMissing(deliveries) {
      if (deliveries.length === 0) return;
      await model.bulkWrite(
        deliveries.map(({ createdAt, ...delivery }) => {
          const _id = deliveryIdOf(delivery.endpointId, delivery.eventId);
          const progress = { leaseId: null, slot: null, step: 0, attempts: 0 };
          const times = { dueAt: createdAt, createdAt, expiresAt: null };
          const $setOnInsert = { ...delivery, status: 'pending' as const, ...progress, ...times };
          return { updateOne: { filter: { _id }, update: { $setOnInsert }, upsert: true } };
        }),
      );
    },

    restart: (ids, now) => restart({ _id: { $in: ids } }, now),

    restartUndelivered: (endpointId, now) =>
      restart({ endpointId, status: { $in: ['pending', 'failed', 'canceled'] } }, now),

    async find(id) {
      const found = await model.findById(id).maxTimeMS(maxReadMs()).lean<WebhookDeliveryDocument>();
      return found && stateOf(found);
    },

    list({ endpointId, status, limit, cursor }) {
      // '`' follows '_', which is between the ids of endpoint and event.
      const all = { _id: { $gt: `${endpointId}_`, $lt: `${endpointId}\`` } };
      const match = status === undefined ? all : { endpointId, status };
      return listNewest(model, { list: 'webhook-deliveries', match, limit, cursor });
    },

    async count(endpointId, status) {
      return model.countDocuments({ endpointId, status }).maxTimeMS(maxReadMs());
    },

    async countInProgress(endpointId) {
      return model.countDocuments({ endpointId, ...IN_PROGRESS }).maxTimeMS(maxReadMs());
    },

    async nextDueEndpoint(after, now) {
      const found = await model
        .findOne({ endpointId: { $gt: after }, dueAt: { $lte: now } }, { endpointId: 1 })
        .sort({ endpointId: 1 })
        .maxTimeMS(maxReadMs())
        .lean<Pick<WebhookDeliveryDocument, 'endpointId'>>();
      return found?.endpointId ?? null;
    },

    async lease(endpointId, { now, until, slots }) {
      const inProgress = await model
        .find({ endpointId, ...IN_PROGRESS }, { slot: 1, dueAt: 1 })
        .maxTimeMS(maxReadMs())
        .lean<Leasable[]>();
      // Its process has died.
      const orphan = inProgress.find(({ dueAt }) => dueAt !== null && dueAt <= now);
      if (orphan !== undefined && orphan.slot !== null) {
        return leaseOne({ _id: orphan._id, dueAt: orphan.dueAt }, orphan.slot, until);
      }
      const taken = new Set(inProgress.map(({ slot }) => slot));
      const free = Array.from({ length: slots }, (_, slot) => slot).find(
        (slot) => !taken.has(slot),
      );
      if (free === undefined) return null;
      try {
        return await leaseOne({ endpointId, dueAt: { $lte: now }, slot: null }, free, until);
      } catch (error) {
        // Another process was faster to take the slot.
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    async settle({ id, leaseId }, settlement) {
      const change = { $set: { ...settlement, leaseId: null, slot: null } };
      return (await model.updateOne({ _id: id, leaseId }, change)).matchedCount === 1;
    },

    async cancel({ id, leaseId, endpointId }, { now, expiresAt }) {
      const state = { status: 'canceled', dueAt: null, expiresAt } as const;
      const change = { $set: { ...state, leaseId: null, slot: null } };
      await model.updateOne({ _id: id, leaseId }, change);
      await model.updateMany({ endpointId, dueAt: { $lte: now }, slot: null }, change);
    },
  };
}

/** Events on their way to endpoints. */
export const webhookDeliveries = defineCollection({
  name: 'webhook_deliveries',
  schema: webhookDeliverySchema,
  indexes: webhookDeliveryIndexes,
  store: createWebhookDeliveryStore,
});
