import {
  type CollectionContext,
  defineCollection,
  insertPlain,
  mapPage,
  maxReadMs,
  newId,
  type Page,
  readNewest,
  retryDuplicate,
} from '@trastienda/mongo';
import type { ListLedgerInput } from '@trastienda/shop-contract';
import type { LedgerEntryDocument, LedgerEntryState, NewLedgerEntry } from './ledger-document.ts';
import { ledgerIndexes, ledgerSchema } from './ledger-schema.ts';

/** The ledger: entries are posted in the transaction of their cause, and never changed. */
export interface LedgerStore {
  /**
   * Posts entries.
   * @throws {Error} when an entry has no postings, a zero or fractional posting, or a nonzero sum.
   */
  post(entries: readonly NewLedgerEntry[]): Promise<void>;
  /**
   * Lists entries, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListLedgerInput): Promise<Page<LedgerEntryState>>;
  /** Finds the entry of a cause, such as `sale:<payment>:<amount>`; null when it moved no money. */
  findByKey(key: string): Promise<LedgerEntryState | null>;
  /** Returns the entries of payments, for the reconciliation. */
  ofPayments(paymentIds: readonly string[]): Promise<NewLedgerEntry[]>;
}

function toState({ _id, ...entry }: LedgerEntryDocument): LedgerEntryState {
  return { id: _id, ...entry };
}

function requireBalance({ key, postings }: NewLedgerEntry): void {
  const sum = postings.reduce((total, { amount }) => total + amount, 0);
  const isWhole = postings.every(({ amount }) => Number.isSafeInteger(amount) && amount !== 0);
  if (sum !== 0 || !isWhole || postings.length === 0) {
    throw new Error(`The ledger entry ${key} is not balanced.`);
  }
}

function createLedgerStore({ model }: CollectionContext<LedgerEntryDocument>): LedgerStore {
  return {
    async post(entries) {
      for (const entry of entries) requireBalance(entry);
      try {
        const documents = entries.map((entry) => ({ _id: newId(entry.at), ...entry }));
        await insertPlain(model, documents);
      } catch (error) {
        throw retryDuplicate(error);
      }
    },

    async list({ limit, cursor, paymentId, orderId }) {
      const page = await readNewest(model, {
        list: 'ledger',
        match: {
          ...(paymentId !== undefined && { paymentId }),
          ...(orderId !== undefined && { orderId }),
        },
        limit,
        cursor,
      });
      return mapPage(page, toState);
    },

    async findByKey(key) {
      const document = await model.findOne({ key }).lean<LedgerEntryDocument>();
      return document && toState(document);
    },

    async ofPayments(paymentIds) {
      const documents = await model
        .find({ paymentId: { $in: [...paymentIds] } })
        .sort({ paymentId: 1, _id: 1 })
        .maxTimeMS(maxReadMs())
        .lean<LedgerEntryDocument[]>();
      return documents.map(({ _id, ...entry }) => entry);
    },
  };
}

/** The ledger; append-only. */
export const ledger = defineCollection({
  name: 'ledger_entries',
  schema: ledgerSchema,
  indexes: ledgerIndexes,
  store: createLedgerStore,
});
