import { textFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

/** The list of customers, newest first. */
export const CUSTOMERS = defineList({
  id: 'customers',
  filters: { email: textFilter() },
  sorts: [],
});
