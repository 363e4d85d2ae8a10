import type { StaffOrder } from '@trastienda/shop-client';

/** Tax of one rate, with what it was charged on. Amounts are in minor units. */
export interface TaxRow {
  /** Null for what is not taxed. */
  readonly name: string | null;
  readonly ratePpm: number;
  readonly base: number;
  readonly tax: number;
}

/**
 * Returns the taxes of an order as they are stored, each with its base: the lines and the shipping of
 * that rate, without tax. What is not taxed beside them comes last, so that the bases add up.
 */
export function taxRows({ prices, lines }: Pick<StaffOrder, 'prices' | 'lines'>): TaxRow[] {
  const { taxes, shipping } = prices;
  const baseOf = (ratePpm: number) =>
    [...lines, shipping]
      .filter((part) => part.taxRatePpm === ratePpm)
      .reduce((sum, part) => sum + part.total.amount - part.tax.amount, 0);
  const rows = taxes.map(({ name, ratePpm, amount }) => {
    return { name, ratePpm, base: baseOf(ratePpm), tax: amount.amount };
  });
  const hasZeroRate = taxes.some(({ ratePpm }) => ratePpm === 0);
  const untaxed = hasZeroRate ? 0 : baseOf(0);
  if (rows.length === 0 || untaxed === 0) return rows;
  return [...rows, { name: null, ratePpm: 0, base: untaxed, tax: 0 }];
}
