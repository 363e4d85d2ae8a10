import { defineList } from '../table/list-state.ts';

/** The list of tax zones. */
export const TAXES = defineList({ id: 'taxes', filters: {}, sorts: [] });
