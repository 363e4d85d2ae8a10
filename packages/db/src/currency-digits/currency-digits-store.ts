import { type CollectionContext, defineCollection, isDuplicateKey } from '@trastienda/mongo';
import type { mongo } from 'mongoose';
import { currenciesInUse } from './currencies-in-use.ts';
import {
  type CurrencyConversion,
  type CurrencyDigitsDocument,
  currencyDigitsSchema,
} from './currency-digits-schema.ts';
import {
  MONEY_COLLECTIONS,
  type MoneyCollection,
  type StoredDocument,
} from './money-collections.ts';
import { AmountTooLargeError, createScale } from './scale-money.ts';

export type CurrencyDigits = Omit<CurrencyDigitsDocument, '_id'>;

/** Currency and digits of a conversion. */
export type ConversionPlan = Pick<CurrencyConversion, 'currency' | 'from' | 'to'>;

/** Decimal digits of each currency's stored amounts, and their conversion. */
export interface CurrencyDigitsStore {
  /** Null when no digits are recorded for the database. */
  find(): Promise<CurrencyDigits | null>;
  /**
   * Records digits in addition to the recorded ones; safe for concurrent processes. Returns false
   * and records nothing while one of the currencies is being converted.
   */
  record(digits: Readonly<Record<string, number>>): Promise<boolean>;
  /** Returns every currency of stored amounts with the collections that use it. */
  currenciesInUse(): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Returns a stored price or total in the currency to show to an operator; null when there is
   * none.
   */
  findExample(currency: string): Promise<number | null>;
  /**
   * Returns the first collection with an amount that the conversion would make too large; null for
   * none.
   */
  findTooLarge(plan: ConversionPlan): Promise<string | null>;
  /**
   * Starts a conversion. Returns false when one is in progress, or when the recorded digits differ
   * from `from`, as after a previous run of this conversion.
   */
  begin(plan: ConversionPlan): Promise<boolean>;
  /**
   * Converts a batch of documents in one transaction, and records the new digits after the last
   * one. Returns the collection of the batch; null when nothing is left to convert.
   */
  convertSome(): Promise<string | null>;
}

const BATCH = 50;
const ID = 'digits';

function factorOf({ from, to }: ConversionPlan): number {
  if (to <= from) throw new RangeError(`Amounts cannot lose digits: from ${from} to ${to}.`);
  return 10 ** (to - from);
}

/** Returns true when the write succeeded, false for a duplicate id. */
async function unlessDuplicate(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

function createCurrencyDigitsStore({
  model,
  connection,
}: CollectionContext<CurrencyDigitsDocument>): CurrencyDigitsStore {
  const stored = (name: string) => connection.collection<StoredDocument>(name);

  const page = ({ name, filter }: MoneyCollection, currency: string, after: unknown) => {
    const ofCurrency = filter(currency);
    const rest = after === null ? ofCurrency : { $and: [ofCurrency, { _id: { $gt: after } }] };
    return { find: (options: mongo.FindOptions) => stored(name).find(rest, options) };
  };

  /** Converts the next documents and stores the progress, in one transaction. */
  async function convertBatch(session: mongo.ClientSession): Promise<string | null> {
    const states = connection.collection<CurrencyDigitsDocument>(model.collection.collectionName);
    const state = await states.findOne({ _id: ID }, { session });
    if (state === null || state.conversion === null) return null;
    const { conversion } = state;
    const { currency, to } = conversion;
    const index = MONEY_COLLECTIONS.findIndex(({ name }) => name === conversion.collection);
    const collection = MONEY_COLLECTIONS[index];
    if (collection === undefined) throw new Error(`Unknown collection ${conversion.collection}.`);
    const scale = createScale(currency, factorOf(conversion));
    const documents = await page(collection, currency, conversion.after)
      .find({ session, sort: { _id: 1 }, limit: BATCH })
      .toArray();

    for (const document of documents) {
      const changes = Object.entries(collection.convert(document, scale)).filter(
        ([, value]) => value !== undefined,
      );
      const $set = Object.fromEntries(changes);
      await stored(collection.name).updateOne({ _id: document._id }, { $set }, { session });
    }
    const last = documents.at(-1);
    const next = MONEY_COLLECTIONS[index + 1];
    const progress =
      last !== undefined
        ? { 'conversion.after': last._id }
        : next !== undefined
          ? { 'conversion.collection': next.name, 'conversion.after': null }
          : { conversion: null, [`digits.${currency}`]: to };
    // Two concurrent conversions both write this document, so one of them is retried.
    await states.updateOne({ _id: ID }, { $set: progress }, { session });
    return collection.name;
  }

  return {
    async find() {
      const document = await model.findById(ID).lean<CurrencyDigitsDocument>();
      if (document === null) return null;
      const { digits, conversion } = document;
      return { digits, conversion };
    },

    async record(digits) {
      const changes = Object.entries(digits).map(([currency, number]) => [
        `digits.${currency}`,
        number,
      ]);
      const write = () =>
        model.updateOne(
          { _id: ID, 'conversion.currency': { $nin: Object.keys(digits) } },
          { $set: Object.fromEntries(changes), $setOnInsert: { conversion: null } },
          { upsert: true },
        );
      // Of two concurrent inserts the second finds the first one's document. During a conversion
      // the filter does not match, and a second document cannot be inserted.
      return (await unlessDuplicate(write)) || unlessDuplicate(write);
    },

    currenciesInUse: () => currenciesInUse(connection),

    async findExample(currency) {
      const product = await stored('products').findOne({ currency });
      if (typeof product?.maxPrice === 'number') return product.maxPrice;
      const order = await stored('orders').findOne({ currency });
      if (typeof order?.totalAmount === 'number') return order.totalAmount;
      const ids = { $gt: `${currency}\n`, $lt: `${currency}\v` };
      const price = await connection
        .collection<{ _id: string; amount: number }>('prices')
        .findOne({ _id: ids });
      return price?.amount ?? null;
    },

    async findTooLarge(plan) {
      const scale = createScale(plan.currency, factorOf(plan));
      for (const collection of MONEY_COLLECTIONS) {
        const documents = page(collection, plan.currency, null).find({});
        for await (const document of documents) {
          try {
            collection.convert(document, scale);
          } catch (error) {
            if (error instanceof AmountTooLargeError) return collection.name;
            throw error;
          }
        }
      }
      return null;
    },

    async begin(plan) {
      const { currency, from, to } = plan;
      factorOf(plan);
      const collection = MONEY_COLLECTIONS[0]?.name ?? '';
      const conversion: CurrencyConversion = { currency, from, to, collection, after: null };
      const digits = `digits.${currency}`;
      // Digits converted since the caller's read differ. When the filter does not match, a second
      // document cannot be inserted.
      return unlessDuplicate(() =>
        model.updateOne(
          { _id: ID, conversion: null, [digits]: { $in: [from, null] } },
          { $set: { conversion, [digits]: from } },
          { upsert: true },
        ),
      );
    },

    convertSome: () =>
      connection.transaction(convertBatch, {
        readConcern: 'snapshot',
        writeConcern: { w: 'majority' },
      }),
  };
}

/** Decimal digits of stored amounts; a single document. */
export const currencyDigits = defineCollection({
  name: 'currency_digits',
  schema: currencyDigitsSchema,
  store: createCurrencyDigitsStore,
});
