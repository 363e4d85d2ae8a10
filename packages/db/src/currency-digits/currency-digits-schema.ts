import { Schema } from 'mongoose';

/** A conversion of all amounts of a currency that was begun and is not finished. */
export interface CurrencyConversion {
  readonly currency: string;
  /** The digits of its amounts before and after. */
  readonly from: number;
  readonly to: number;
  /** The collection that is being converted, and the last id of it that is; null at its beginning. */
  readonly collection: string;
  readonly after: unknown;
}

/** With how many digits amounts are stored, in `currency_digits`; one document. */
export interface CurrencyDigitsDocument {
  readonly _id: 'digits';
  /** By currency. */
  readonly digits: Readonly<Record<string, number>>;
  readonly conversion: CurrencyConversion | null;
}

export const currencyDigitsSchema = new Schema<CurrencyDigitsDocument>(
  {
    _id: { type: String, required: true },
    digits: { type: Schema.Types.Mixed, required: true },
    conversion: { type: Schema.Types.Mixed, default: null },
  },
  { collection: 'currency_digits', strict: 'throw', minimize: false, versionKey: false },
);
