import { ROLES } from '@trastienda/shop-contract';
import { choiceFilter, textFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

/** The list of accounts: without a filter those of staff. */
export const STAFF = defineList({
  id: 'staff',
  filters: { email: textFilter(), role: choiceFilter(ROLES) },
  sorts: [],
});
