import { defineList } from '../table/list-state.ts';

/** The list of shipping methods. */
export const SHIPPING = defineList({ id: 'shipping', filters: {}, sorts: [] });
