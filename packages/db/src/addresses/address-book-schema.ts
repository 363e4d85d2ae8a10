import { defineSchema } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { AddressBookDocument } from './address-book-document.ts';

// Found by the account's id alone: no index is needed.
export const addressBookSchema = defineSchema<AddressBookDocument>(
  {
    _id: { type: String, required: true },
    // As the contract's schema describes them, written as a whole.
    addresses: { type: Schema.Types.Mixed, required: true },
    defaultShippingId: { type: String, default: null },
    defaultBillingId: { type: String, default: null },
    revision: { type: Number, required: true },
    updatedAt: { type: Date, required: true },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);
