import type { Texts } from '../i18n/text-types.ts';
import type { pricesEs } from './prices.es.ts';

export const pricesEn: Texts<typeof pricesEs> = {
  prices: {
    subtotal: 'Subtotal',
    code: '{title} ({code})',
    shipping: 'Shipping',
    shippingBy: 'Shipping ({name})',
    later: 'Computed with your address',
    free: 'Free',
    total: 'Total',
    includes: 'Includes {name} ({rate})',
  },
};
