import type { Database } from '@trastienda/db';

/** The shop would sell in a currency that its prices are not in. */
export class CurrencyMismatchError extends Error {
  override readonly name = 'CurrencyMismatchError';
}

/**
 * Refuses a currency that the stored products are not priced in, before anything is served or
 * written in it: amounts of two currencies in one shop could not be told apart in its orders.
 */
export async function checkCurrency(
  { products }: Pick<Database, 'products'>,
  currency: string,
): Promise<void> {
  for (const status of ['active', 'draft', 'archived'] as const) {
    const stored = (await products.priceBounds(status))?.min.currency;
    if (stored !== undefined && stored !== currency) {
      throw new CurrencyMismatchError(
        `The products in the database are priced in ${stored}; TRASTIENDA_CURRENCY is ${currency}. Commands need it as the server does: TRASTIENDA_CURRENCY=${stored}`,
      );
    }
  }
}
