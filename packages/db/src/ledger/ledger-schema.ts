import { Schema } from 'mongoose';
import type { LedgerEntryDocument } from './ledger-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const part = { _id: false, strict: 'throw' } as const;

export const ledgerSchema = new Schema<LedgerEntryDocument>(
  {
    _id: text,
    key: text,
    kind: text,
    at: { type: Date, required: true },
    currency: text,
    postings: [new Schema({ account: text, amount: number }, part)],
    paymentId: text,
    orderId: textOrNull,
    refundId: textOrNull,
  },
  { collection: 'ledger_entries', strict: 'throw', versionKey: false },
);

// Nothing is posted twice.
ledgerSchema.index({ key: 1 }, { unique: true });
// ledger.list of a payment, newest first, and the reconciliation. Without a filter it walks `_id`.
ledgerSchema.index({ paymentId: 1, _id: 1 });
// ledger.list of an order, newest first.
ledgerSchema.index({ orderId: 1, _id: 1 });
