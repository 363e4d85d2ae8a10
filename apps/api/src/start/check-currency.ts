import type { Database } from '@trastienda/shop-db';

/** The configured currency differs from that of the stored prices. */
export class CurrencyMismatchError extends Error {
  override readonly name = 'CurrencyMismatchError';
}

/**
 * Rejects a currency other than that of the stored products, before anything is served or written:
 * orders of one shop must not mix amounts of two currencies.
 *
 * @throws {CurrencyMismatchError} when the currencies differ.
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
