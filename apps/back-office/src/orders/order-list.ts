import { ORDER_STATUSES } from '@trastienda/shop-contract';
import { dayFilter } from '../table/day-filter.ts';
import { choiceFilter, textFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

/** The list of orders, newest first. */
export const ORDERS = defineList({
  id: 'orders',
  filters: {
    search: textFilter(),
    status: choiceFilter(ORDER_STATUSES),
    from: dayFilter(),
    until: dayFilter(),
  },
  sorts: [],
});
