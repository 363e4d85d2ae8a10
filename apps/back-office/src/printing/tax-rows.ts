import type { StaffOrder } from '@trastienda/shop-client';

/** Tax of one rate, with what it was charged on. Amounts are in minor units. */
export interface TaxRow {
  readonly name: string;
  readonly ratePpm: number;
  readonly base: number;
  readonly tax: number;
}

/**
 * Returns the taxes of an order as they are stored, each with its base: the lines and the shipping of
 * that rate, without tax.
 */
export function taxRows({ prices, lines }: Pick<StaffOrder, 'prices' | 'lines'>): TaxRow[] {
  const { taxes, shipping } = prices;
  return taxes.map(({ name, ratePpm, amount }) => {
    const parts = [...lines, shipping].filter((part) => part.taxRatePpm === ratePpm);
    const base = parts.reduce((sum, part) => sum + part.total.amount - part.tax.amount, 0);
    return { name, ratePpm, base, tax: amount.amount };
  });
}
