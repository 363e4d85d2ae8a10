import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { LedgerEntryDocument } from './ledger-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const part = { _id: false, strict: 'throw' } as const;

export const ledgerSchema = defineSchema<LedgerEntryDocument>(
  {
    _id: text,
    key: text,
    kind: text,
    at: { type: Date, required: true },
    currency: text,
    postings: [
      defineSchema<LedgerEntryDocument['postings'][number]>(
        { account: text, amount: number },
        part,
      ),
    ],
    paymentId: text,
    orderId: textOrNull,
    refundId: textOrNull,
  },
  { strict: 'throw', versionKey: false },
);

export const ledgerIndexes: readonly IndexDefinition[] = [
  {
    keys: { key: 1 },
    unique: true,
    serves: 'Nothing is posted twice; roll-ups read the entry of an event',
  },
  // Without a filter the list walks the index on `_id`.
  {
    keys: { paymentId: 1, _id: 1 },
    serves: 'admin.ledger.list of a payment, newest first, and the reconciliation',
  },
  { keys: { orderId: 1, _id: 1 }, serves: 'admin.ledger.list of an order, newest first' },
];
