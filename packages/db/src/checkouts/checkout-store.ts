import {
  type CollectionContext,
  defineCollection,
  insertPlain,
  newId,
  retryDuplicate,
} from '@trastienda/mongo';
import { buyerKeyOf, type CheckoutStatus } from '@trastienda/shop-contract';
import type { QueryFilter } from 'mongoose';
import type { PaymentDocument } from '../payments/payment-document.ts';
import { type PaymentState, toPaymentState } from '../payments/payment-store.ts';
import { type AddressLockDocument, addressLocks } from './address-lock-schema.ts';
import type { CheckoutDocument } from './checkout-document.ts';
import { checkoutIndexes, checkoutSchema } from './checkout-schema.ts';
import { createReservationStore, type ReservationStore } from './reservation-store.ts';

/** `CheckoutDocument` with `_id` exposed as `id`. */
export type CheckoutState = Omit<
  CheckoutDocument,
  '_id' | 'addressKey' | 'buyerKey' | 'erasedAt'
> & {
  readonly id: string;
};

export type CheckoutChange = Partial<
  Pick<
    CheckoutState,
    | 'status'
    | 'paymentId'
    | 'orderId'
    | 'expiresAt'
    | 'email'
    | 'locale'
    | 'shippingAddress'
    | 'billingAddress'
    | 'shippingMethod'
    | 'prices'
    | 'discountCodes'
    | 'discountIds'
  >
>;

export interface CheckoutStore extends ReservationStore {
  newId(): string;
  /**
   * Inserts a checkout. Requires a transaction, which is retried when the cart has another open
   * checkout meanwhile. `reservedBy` finds it by `addressKey` while it is open.
   */
  insert(checkout: CheckoutState, addressKey?: string | null): Promise<void>;
  find(id: string): Promise<CheckoutState | null>;
  /** Also null for an erased checkout, whose remaining data is of no use to its buyer. */
  findOwn(id: string, buyerKey: string): Promise<CheckoutState | null>;
  /** As `findOwn`, with the checkout's payment. Not for use inside a transaction. */
  findOwnWithPayment(
    id: string,
    buyerKey: string,
  ): Promise<{
    readonly checkout: CheckoutState;
    readonly payment: PaymentState | null;
  } | null>;
  findOpenByCart(cartId: string): Promise<CheckoutState | null>;
  /**
   * Writes a change, with the number of events that the caller appends for it in the same
   * transaction. Returns null when the checkout has changed since it was read.
   */
  update(
    before: CheckoutState,
    change: CheckoutChange,
    events: number,
    at: Date,
  ): Promise<CheckoutState | null>;
  /**
   * Sets the first payment of a buyer's checkout, which must be open, not expired at `at` and not
   * created before `startedSince`; it then expires at `expiresAt` at the earliest. Returns null, and
   * writes nothing, when there is no such checkout without a payment.
   */
  setFirstPayment(
    id: string,
    buyerKey: string,
    payment: {
      readonly paymentId: string;
      readonly expiresAt: Date;
      readonly startedSince: Date;
    },
    at: Date,
  ): Promise<CheckoutState | null>;
  /**
   * Returns whether the buyer has started a later checkout of the same cart that is open or has its
   * order.
   */
  isReplaced(checkout: CheckoutState): Promise<boolean>;
  /**
   * Makes the transaction conflict with a concurrent `insert` for the same cart. The transaction
   * must then write the status of this ended checkout, which is open until it does.
   */
  lockCart(checkout: CheckoutState): Promise<void>;
  /** Lists at most `limit` open checkouts of a buyer, in any order. */
  listOpenByBuyer(buyerKey: string, limit: number): Promise<CheckoutState[]>;
  /**
   * Erases email and postal addresses of some of a buyer's ended checkouts; returns their number.
   * Neither this nor `eraseEndedBefore` changes an open checkout.
   */
  eraseByBuyer(buyerKey: string, at: Date, limit: number): Promise<number>;
  /** Erases some checkouts that ended before `before` and have not changed since. */
  eraseEndedBefore(before: Date, at: Date, limit: number): Promise<number>;
  /** Lists open checkouts past their expiry, oldest first, after a given one. */
  findExpired(
    now: Date,
    limit: number,
    after?: Pick<CheckoutState, 'id' | 'expiresAt'>,
  ): Promise<CheckoutState[]>;
}

const ERASED = { email: null, shippingAddress: null, billingAddress: null } as const;

function toState(document: CheckoutDocument): CheckoutState {
  const { _id, addressKey: _, buyerKey: __, erasedAt: ___, ...checkout } = document;
  return { id: _id, ...checkout };
}

function createCheckoutStore({
  model,
  models,
}: CollectionContext<CheckoutDocument, { addressLocks: AddressLockDocument }>): CheckoutStore {
  const ended = { erasedAt: null, status: { $ne: 'open' } } satisfies QueryFilter<CheckoutDocument>;

  const erase = async (
    match: QueryFilter<CheckoutDocument>,
    at: Date,
    limit: number,
  ): Promise<number> => {
    const found = await model
      .find({ ...ended, ...match }, { _id: 1 })
      .limit(limit)
      .lean<Pick<CheckoutDocument, '_id'>[]>();
    if (found.length === 0) return 0;
    const ids = found.map(({ _id }) => _id);
    const { modifiedCount } = await model.updateMany(
      { ...ended, _id: { $in: ids } },
      { $set: { ...ERASED, erasedAt: at } },
    );
    return modifiedCount;
  };

  return {
    ...createReservationStore(model, models.addressLocks),
    newId: () => newId(),

    async insert({ id, ...checkout }, addressKey = null) {
      const buyerKey = buyerKeyOf(checkout.buyer);
      try {
        const rest = { buyerKey, addressKey, erasedAt: null };
        await insertPlain(model, [{ _id: id, ...checkout, ...rest }]);
      } catch (error) {
        throw retryDuplicate(error);
      }
    },

    async find(id) {
      const document = await model.findById(id).lean<CheckoutDocument>();
      return document && toState(document);
    },

    async findOwn(id, buyerKey) {
      const document = await model
        .findOne({ _id: id, buyerKey, erasedAt: null })
        .lean<CheckoutDocument>();
      return document && toState(document);
    },

    async findOwnWithPayment(id, buyerKey) {
      const [found] = await model.aggregate<
        CheckoutDocument & { readonly payments: readonly PaymentDocument[] }
      >([
        { $match: { _id: id, buyerKey, erasedAt: null } },
        {
          $lookup: {
            from: 'payments',
            localField: 'paymentId',
            foreignField: '_id',
            as: 'payments',
          },
        },
      ]);
      if (found === undefined) return null;
      const { payments, ...document } = found;
      const [payment] = payments;
      return {
        checkout: toState(document),
        payment: payment === undefined ? null : toPaymentState(payment),
      };
    },

    async findOpenByCart(cartId) {
      const document = await model.findOne({ cartId, status: 'open' }).lean<CheckoutDocument>();
      return document && toState(document);
    },

    async update(before, change, events, at) {
      const document = await model
        .findOneAndUpdate(
          // Starting a payment changes the checkout without an event.
          { _id: before.id, eventSequence: before.eventSequence, paymentId: before.paymentId },
          {
            // An ended checkout does not count for its address.
            $set: { ...change, ...('status' in change && { addressKey: null }), updatedAt: at },
            $inc: { eventSequence: events },
          },
          { returnDocument: 'after' },
        )
        .lean<CheckoutDocument>();
      return document && toState(document);
    },

    async setFirstPayment(id, buyerKey, { paymentId, expiresAt, startedSince }, at) {
      const document = await model
        .findOneAndUpdate(
          {
            ...{ _id: id, buyerKey, erasedAt: null, status: 'open', paymentId: null },
            expiresAt: { $gt: at },
            createdAt: { $gte: startedSince },
          },
          { $set: { paymentId, updatedAt: at }, $max: { expiresAt } },
          { returnDocument: 'after' },
        )
        .lean<CheckoutDocument>();
      return document && toState(document);
    },

    async lockCart({ id }) {
      try {
        // The unique index has each cart's open checkout.
        await model.updateOne({ _id: id }, { $set: { status: 'open' } });
      } catch (error) {
        throw retryDuplicate(error);
      }
    },

    async isReplaced({ cartId, createdAt }) {
      const status = { $in: ['open', 'completed'] satisfies CheckoutStatus[] };
      return (await model.exists({ cartId, createdAt: { $gt: createdAt }, status })) !== null;
    },

    async listOpenByBuyer(buyerKey, limit) {
      const documents = await model
        .find({ buyerKey, status: 'open' })
        .limit(limit)
        .lean<CheckoutDocument[]>();
      return documents.map(toState);
    },

    eraseByBuyer: (buyerKey, at, limit) => erase({ buyerKey }, at, limit),

    eraseEndedBefore: (before, at, limit) => erase({ updatedAt: { $lt: before } }, at, limit),

    async findExpired(now, limit, after) {
      const from = after === undefined ? {} : { $gte: after.expiresAt };
      const query = model.find({ status: 'open', expiresAt: { ...from, $lte: now } });
      if (after !== undefined) {
        const { id, expiresAt } = after;
        query.or([{ expiresAt: { $gt: expiresAt } }, { expiresAt, _id: { $gt: id } }]);
      }
      const documents = await query
        .sort({ expiresAt: 1, _id: 1 })
        .limit(limit)
        .lean<CheckoutDocument[]>();
      return documents.map(toState);
    },
  };
}

/** Checkouts, open and ended. */
export const checkouts = defineCollection({
  name: 'checkouts',
  schema: checkoutSchema,
  indexes: checkoutIndexes,
  models: { addressLocks },
  store: createCheckoutStore,
});
