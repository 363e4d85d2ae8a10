import type { Texts } from '../i18n/text-types.ts';
import type { refusalsEs } from './refusals.es.ts';

export const refusalsEn: Texts<typeof refusalsEs> = {
  refused: {
    'no-such-variant': 'There is no such combination.',
    'not-for-sale': 'This item is no longer for sale.',
    currency: 'The shop does not sell in this currency.',
    malformed: 'Check what you have typed.',
    full: {
      'line-quantity': 'You can have {max} units at most.',
      lines: 'The cart holds {max} different items at most.',
      total: 'The amount of the cart is too large.',
    },
  },
};
