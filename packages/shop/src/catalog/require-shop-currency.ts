import type { CurrencyCode } from '@trastienda/base';
import { ShopError } from '@trastienda/shop-contract';

/**
 * Checks that all prices are in the shop's currency.
 * @throws {ShopError} CURRENCY_UNSUPPORTED when one is not.
 */
export function requireShopCurrency(
  shopCurrency: CurrencyCode,
  currencies: readonly (CurrencyCode | undefined)[],
): void {
  const other = currencies.find((code) => code !== undefined && code !== shopCurrency);
  if (other !== undefined) {
    throw new ShopError('CURRENCY_UNSUPPORTED', {
      message: `The shop sells in ${shopCurrency}, not in ${other}.`,
      details: { currency: other, shopCurrency },
    });
  }
}
