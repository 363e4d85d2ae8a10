import { PRICES_TAG, SETTINGS_TAG, SHIPPING_TAG, ShopSettings } from '@trastienda/shop-contract';
import { query } from '../procedures.ts';

/** What storefronts must know of the shop. */
export const shop = {
  settings: query(
    {
      access: 'public',
      summary: 'Returns currencies, countries, languages, the payment provider and the rules',
      description: 'Contains no secrets: the key of the payment provider is the one for browsers.',
      http: 'GET /settings',
      output: ShopSettings,
      tags: () => [SETTINGS_TAG, PRICES_TAG, SHIPPING_TAG],
      cache: { maxAge: 60, staleWhileRevalidate: 600 },
    },
    ({ ctx }) => ctx.services.shop.settings(),
  ),
};
