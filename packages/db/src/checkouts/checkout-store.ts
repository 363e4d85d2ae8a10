import { buyerKeyOf, type CheckoutStatus } from '@trastienda/contract';
import type { Connection, QueryFilter } from 'mongoose';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import { newId } from '../ids/new-id.ts';
import type { CheckoutDocument } from './checkout-document.ts';
import { checkoutSchema } from './checkout-schema.ts';
import { createReservationStore, type ReservationStore } from './reservation-store.ts';

/** A checkout with its id under the name that the rest of the code uses. */
export type CheckoutState = Omit<
  CheckoutDocument,
  '_id' | 'addressKey' | 'buyerKey' | 'erasedAt'
> & {
  readonly id: string;
};

export type CheckoutChange = Partial<
  Pick<CheckoutState, 'status' | 'paymentId' | 'orderId' | 'expiresAt' | 'discountIds'>
>;

export interface CheckoutStore extends ReservationStore {
  newId(): string;
  /**
   * Within a transaction, which runs again when the cart has got another open one meanwhile.
   * `addressKey` is what `reservedByAddress` finds it by while it is open.
   */
  insert(checkout: CheckoutState, addressKey?: string | null): Promise<void>;
  find(id: string): Promise<CheckoutState | null>;
  /** Null also for one that was erased: what is left of it is nothing for its buyer. */
  findOwn(id: string, buyerKey: string): Promise<CheckoutState | null>;
  findOpenByCart(cartId: string): Promise<CheckoutState | null>;
  /**
   * Writes a change of what was read, with the number of events that the caller appends for it in
   * the same transaction. Null when the checkout has changed since, which is to be read again.
   */
  update(
    before: CheckoutState,
    change: CheckoutChange,
    events: number,
    at: Date,
  ): Promise<CheckoutState | null>;
  /** Whether its buyer has begun another of the same cart since, which is open or has its order. */
  isReplaced(checkout: CheckoutState): Promise<boolean>;
  /** At most `limit`, in any order. */
  listOpenByBuyer(buyerKey: string, limit: number): Promise<CheckoutState[]>;
  /**
   * Erases email address and addresses of some of a buyer's checkouts that have ended; returns how
   * many. Neither this nor `eraseEndedBefore` touches an open one.
   */
  eraseByBuyer(buyerKey: string, at: Date, limit: number): Promise<number>;
  /** Erases some of those that have not changed since they ended before `before`. */
  eraseEndedBefore(before: Date, at: Date, limit: number): Promise<number>;
  /** Open ones whose time is over, the oldest first; those after one that was given before. */
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

export function createCheckoutStore(connection: Connection): CheckoutStore {
  const model = connection.model<CheckoutDocument>('Checkout', checkoutSchema);
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
    ...createReservationStore(connection, model),
    newId: () => newId(),

    async insert({ id, ...checkout }, addressKey = null) {
      const buyerKey = buyerKeyOf(checkout.buyer);
      try {
        await model.create({ _id: id, ...checkout, buyerKey, addressKey });
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

    async findOpenByCart(cartId) {
      const document = await model.findOne({ cartId, status: 'open' }).lean<CheckoutDocument>();
      return document && toState(document);
    },

    async update(before, change, events, at) {
      const document = await model
        .findOneAndUpdate(
          // A payment that is begun changes it without an event.
          { _id: before.id, eventSequence: before.eventSequence, paymentId: before.paymentId },
          {
            // One that has ended holds nothing that counts for an address.
            $set: { ...change, ...('status' in change && { addressKey: null }), updatedAt: at },
            $inc: { eventSequence: events },
          },
          { returnDocument: 'after' },
        )
        .lean<CheckoutDocument>();
      return document && toState(document);
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
