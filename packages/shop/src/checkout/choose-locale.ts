import type { Locale } from '@trastienda/shop-contract';
import type { CartState, Database } from '@trastienda/shop-db';

export interface ChooseLocaleDeps {
  readonly database: Database;
  /** Language of buyers who have chosen none; `en` by default. */
  readonly locale?: Locale;
}

/**
 * Chooses the language of emails about a purchase: the requested one, else that of the cart, of the
 * account, or of the shop.
 */
export async function chooseLocale(
  { database, locale: ofShop = 'en' }: ChooseLocaleDeps,
  { buyer, locale: ofCart = null }: Pick<CartState, 'buyer' | 'locale'>,
  requested: Locale | undefined,
): Promise<Locale> {
  const chosen = requested ?? ofCart;
  if (chosen !== null) return chosen;
  const account = buyer.kind === 'account' ? await database.accounts.find(buyer.id) : null;
  return account?.locale ?? ofShop;
}
