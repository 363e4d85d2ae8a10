import { CURRENCIES } from '@trastienda/shop-contract';
import { choiceFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

/** The price list of a currency, by SKU. */
export const PRICES = defineList({
  id: 'prices',
  filters: { currency: choiceFilter(CURRENCIES) },
  subjects: ['currency'],
  sorts: [],
});
