import { type CurrencyCode, ShopError } from '@trastienda/contract';

/** Throws `CURRENCY_UNSUPPORTED` unless all of the currencies are the shop's. */
export function checkCurrency(
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
