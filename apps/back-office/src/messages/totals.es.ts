import type { Translation } from '../i18n/translation.ts';
import type { totals as totalsEn } from './totals.en.ts';

export const totals: Translation<typeof totalsEn> = {
  subtotal: 'Subtotal',
  shipping: 'Envío',
  total: 'Total',
  refunded: 'Reembolsado',
  net: 'Tras el reembolso',
};
