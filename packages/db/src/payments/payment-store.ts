import { BaseError } from '@trastienda/base';
import {
  type CollectionContext,
  decodeCursor,
  defineCollection,
  encodeCursor,
  insertPlain,
  maxReadMs,
  newId,
  retryDuplicate,
} from '@trastienda/mongo';
import type { PaymentStatus } from '@trastienda/shop-contract';
import type { PaymentDocument } from './payment-document.ts';
import { ANY_TIME, paymentIndexes, paymentSchema } from './payment-schema.ts';

/** `PaymentDocument` with `_id` exposed as `id`. */
export type PaymentState = Omit<PaymentDocument, '_id'> & { readonly id: string };

/** Fields that use cases may change; guarded by the `revision` that was read. */
export type PaymentChange = Partial<
  Omit<
    PaymentState,
    | 'id'
    | 'checkoutId'
    | 'provider'
    | 'currency'
    | 'amount'
    | 'requestKey'
    | 'createdAt'
    | 'updatedAt'
    | 'eventSequence'
    | 'revision'
  >
>;

export interface PaymentStore {
  newId(): string;
  insert(payment: PaymentState): Promise<void>;
  find(id: string): Promise<PaymentState | null>;
  findByRequestKey(requestKey: string): Promise<PaymentState | null>;
  /** Returns the known payments of a provider, by the provider's ids or by ours. */
  findKnown(
    provider: string,
    names: { readonly references: readonly string[]; readonly ids: readonly string[] },
  ): Promise<readonly Pick<PaymentState, 'id' | 'reference'>[]>;
  /**
   * Writes a change, with the number of events that the caller appends for it in the same
   * transaction. Returns null when the payment has been written since it was read.
   */
  update(
    before: PaymentState,
    change: PaymentChange,
    events: number,
    at: Date,
  ): Promise<PaymentState | null>;
  /**
   * Schedules the unsettled payments of a checkout, not before `at`. Call it in the transaction
   * that ends the checkout.
   */
  scheduleNow(checkoutId: string, at: Date): Promise<void>;
  /**
   * Schedules a payment after a notification of its provider, and stores its reference if it was
   * unknown. Returns null when there is no such payment.
   */
  schedule(
    provider: string,
    name: { readonly id: string | null; readonly reference: string | null },
    at: Date,
  ): Promise<string | null>;
  /** Leases the payment that is due the longest until `leaseUntil`, and counts an attempt. */
  lease(now: Date, leaseUntil: Date): Promise<PaymentState | null>;
  /**
   * Ends the lease of a payment whose attempt was not completed: schedules its next attempt and sets
   * its number of attempts. If something else has written the payment meanwhile, it stays settled, and
   * an earlier time is kept; a later one, such as the lease of another process, is brought forward.
   */
  postpone(
    leased: PaymentState,
    next: Pick<PaymentState, 'attempts'> & { readonly nextAttemptAt: Date },
  ): Promise<void>;
  /** Brings the next attempt forward to a time, unless it is earlier or the payment is settled. */
  bringForward(id: string, nextAttemptAt: Date): Promise<void>;
  /**
   * Lists payments created in the span in order of creation, after the cursor, for the
   * reconciliation.
   * @throws {BaseError} CURSOR_INVALID.
   */
  listSpan(
    span: { readonly from: Date; readonly until: Date },
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{
    payments: PaymentState[];
    nextCursor: string | null;
    /** Part of the span that this page covers; the parts of all pages make up the whole span. */
    covered: { readonly from: Date; readonly until: Date };
  }>;
}

/** Final statuses, which need no further attempts. */
const SETTLED: PaymentStatus[] = ['captured', 'failed', 'voided'];

/** Name of the list in its cursors. */
const LIST = 'payments';

function placeOf(cursor: string): { readonly createdAt: Date; readonly id: string } {
  const [time = '', id = ''] = decodeCursor(LIST, cursor).split(' ');
  const createdAt = new Date(Number(time));
  if (Number.isNaN(createdAt.getTime())) throw new BaseError('CURSOR_INVALID');
  return { createdAt, id };
}

export function toPaymentState({ _id, ...payment }: PaymentDocument): PaymentState {
  return { id: _id, ...payment };
}

function createPaymentStore({ model }: CollectionContext<PaymentDocument>): PaymentStore {
  const stateOf = (document: PaymentDocument | null) => document && toPaymentState(document);

  async function bringForward(id: string, nextAttemptAt: Date): Promise<void> {
    await model.updateOne(
      { _id: id, nextAttemptAt: { $gt: nextAttemptAt } },
      { $set: { nextAttemptAt }, $inc: { revision: 1 } },
    );
  }

  return {
    newId: () => newId(),

    async insert({ id, ...payment }) {
      try {
        await insertPlain(model, [{ _id: id, ...payment }]);
      } catch (error) {
        throw retryDuplicate(error);
      }
    },

    async find(id) {
      return stateOf(await model.findById(id).lean<PaymentDocument>());
    },

    async findByRequestKey(requestKey) {
      return stateOf(await model.findOne({ requestKey }).lean<PaymentDocument>());
    },

    async findKnown(provider, { references, ids }) {
      const filters = [
        ...(references.length > 0 ? [{ provider, reference: { $in: [...references] } }] : []),
        ...(ids.length > 0 ? [{ _id: { $in: [...ids] } }] : []),
      ];
      const known = new Map<string, string | null>();
      for (const filter of filters) {
        const found = await model
          .find(filter, { reference: 1 })
          .maxTimeMS(maxReadMs())
          .lean<Pick<PaymentDocument, '_id' | 'reference'>[]>();
        for (const { _id, reference } of found) known.set(_id, reference);
      }
      return [...known].map(([id, reference]) => ({ id, reference }));
    },

    async update({ id, revision }, change, events, at) {
      const document = await model
        .findOneAndUpdate(
          { _id: id, revision },
          { $set: { ...change, updatedAt: at }, $inc: { eventSequence: events, revision: 1 } },
          { returnDocument: 'after' },
        )
        .lean<PaymentDocument>();
      return stateOf(document);
    },

    async scheduleNow(checkoutId, at) {
      await model.updateMany(
        { checkoutId, status: { $nin: SETTLED } },
        { $set: { nextAttemptAt: at, attempts: 0 }, $inc: { notifications: 1, revision: 1 } },
      );
    },

    async schedule(provider, { id, reference }, at) {
      const change = {
        $set: { nextAttemptAt: at, attempts: 0 },
        $inc: { notifications: 1, revision: 1 },
      };
      if (reference !== null) {
        const known = await model
          .findOneAndUpdate({ provider, reference }, change)
          .lean<PaymentDocument>();
        if (known !== null) return known._id;
      }
      if (id === null) return null;
      // A payment with another reference is not the requested one.
      const isLearnt = reference !== null;
      const found = await model
        .findOneAndUpdate(
          { _id: id, provider, ...(isLearnt && { reference: null }) },
          isLearnt ? { ...change, $set: { ...change.$set, reference } } : change,
        )
        .lean<PaymentDocument>();
      return found?._id ?? null;
    },

    async lease(now, leaseUntil) {
      const document = await model
        .findOneAndUpdate(
          { nextAttemptAt: { ...ANY_TIME, $lte: now } },
          { $set: { nextAttemptAt: leaseUntil }, $inc: { attempts: 1, revision: 1 } },
          { sort: { nextAttemptAt: 1 }, returnDocument: 'after' },
        )
        .lean<PaymentDocument>();
      return stateOf(document);
    },

    async postpone({ id, nextAttemptAt: leaseUntil, notifications, ...leased }, next) {
      const { matchedCount } = await model.updateOne(
        {
          ...{ _id: id, notifications, attempts: leased.attempts },
          $or: [{ nextAttemptAt: leaseUntil }, { nextAttemptAt: { $gt: next.nextAttemptAt } }],
        },
        { $set: next, $inc: { revision: 1 } },
      );
      if (matchedCount === 0) await bringForward(id, next.nextAttemptAt);
    },

    bringForward,

    async listSpan({ from, until }, { limit, cursor }) {
      const given = cursor === undefined ? null : placeOf(cursor);
      // The cursor may be of an earlier span, of which nothing belongs to this one.
      const place = given !== null && given.createdAt >= from ? given : null;
      const query = model.find({ createdAt: { $gte: place?.createdAt ?? from, $lt: until } });
      if (place !== null) {
        const { createdAt, id } = place;
        query.or([{ createdAt: { $gt: createdAt } }, { createdAt, _id: { $gt: id } }]);
      }
      const found = await query
        .sort({ createdAt: 1, _id: 1 })
        .limit(limit + 1)
        .maxTimeMS(maxReadMs())
        .lean<PaymentDocument[]>();
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        payments: page.map(toPaymentState),
        nextCursor: last ? encodeCursor(LIST, `${last.createdAt.getTime()} ${last._id}`) : null,
        covered: { from: place?.createdAt ?? from, until: last?.createdAt ?? until },
      };
    },
  };
}

/** Payments with their refunds. */
export const payments = defineCollection({
  name: 'payments',
  schema: paymentSchema,
  indexes: paymentIndexes,
  store: createPaymentStore,
});
