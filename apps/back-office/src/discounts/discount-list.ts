import { defineList } from '../table/list-state.ts';

/** The list of discounts, the newest first. */
export const DISCOUNTS = defineList({ id: 'discounts', filters: {}, sorts: [] });
