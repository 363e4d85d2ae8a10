import { MAX_MINOR_UNITS } from '@trastienda/base';

type Fields = Readonly<Record<string, unknown>>;

/** A converted amount exceeds the largest amount of the contract. */
export class AmountTooLargeError extends RangeError {
  override readonly name = 'AmountTooLargeError';
}

/** Returns true for plain nested documents: not for dates, ids and other class instances. */
export function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Multiplies amounts of one currency; leaves everything else unchanged. */
export interface Scale {
  readonly currency: string;
  /** Returns a number times the factor; any other value, such as null, unchanged. */
  amount(value: unknown): unknown;
  /** Scales the named fields of each object in a list. */
  fieldsOf(list: unknown, names: readonly string[]): unknown;
  /** Scales the named fields. */
  fields(value: unknown, names: readonly string[]): unknown;
  /** Scales every `{ amount, currency }` within a value, at any depth. */
  money(value: unknown): unknown;
}

/**
 * Creates the scaling of a currency's amounts.
 * @throws {AmountTooLargeError} from its functions, when a result exceeds `MAX_MINOR_UNITS`.
 */
export function createScale(currency: string, factor: number): Scale {
  const amount = (value: unknown): unknown => {
    if (typeof value !== 'number') return value;
    const scaled = value * factor;
    if (Math.abs(scaled) > MAX_MINOR_UNITS) throw new AmountTooLargeError(String(value));
    return scaled;
  };
  const fields = (value: unknown, names: readonly string[]): unknown => {
    if (!isFields(value)) return value;
    const scaled = Object.entries(value).map(([name, field]) => [
      name,
      names.includes(name) ? amount(field) : field,
    ]);
    return Object.fromEntries(scaled);
  };
  const money = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(money);
    if (!isFields(value)) return value;
    const isMoney = value.currency === currency && typeof value.amount === 'number';
    const parts = Object.entries(value).map(([name, field]) => [name, money(field)]);
    return { ...Object.fromEntries(parts), ...(isMoney && { amount: amount(value.amount) }) };
  };
  return {
    currency,
    amount,
    fields,
    fieldsOf: (list, names) =>
      Array.isArray(list) ? list.map((each: unknown) => fields(each, names)) : list,
    money,
  };
}
