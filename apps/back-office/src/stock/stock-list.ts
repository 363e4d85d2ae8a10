import { flagFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

/** The list of stock, by SKU. */
export const STOCK = defineList({ id: 'stock', filters: { isLow: flagFilter() }, sorts: [] });

/** The history of a SKU, newest first. */
export const MOVEMENTS = defineList({ id: 'movements', filters: {}, sorts: [] });
