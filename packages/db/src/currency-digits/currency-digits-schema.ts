import { defineSchema } from '@trastienda/mongo';
import { Schema } from 'mongoose';

/** An unfinished conversion of all amounts of a currency. */
export interface CurrencyConversion {
  readonly currency: string;
  /** Decimal digits of its amounts before and after. */
  readonly from: number;
  readonly to: number;
  /** The collection being converted and its last converted id; null at its start. */
  readonly collection: string;
  readonly after: unknown;
}

/** Decimal digits of stored amounts, in `currency_digits`; a single document. */
export interface CurrencyDigitsDocument {
  readonly _id: 'digits';
  /** Digits by currency. */
  readonly digits: Readonly<Record<string, number>>;
  readonly conversion: CurrencyConversion | null;
}

export const currencyDigitsSchema = defineSchema<CurrencyDigitsDocument>(
  {
    _id: { type: String, required: true },
    digits: { type: Schema.Types.Mixed, required: true },
    conversion: { type: Schema.Types.Mixed, default: null },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);
