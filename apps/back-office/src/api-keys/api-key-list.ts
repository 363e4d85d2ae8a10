import { defineList } from '../table/list-state.ts';

/** The list of API keys, the newest first. */
export const API_KEYS = defineList({ id: 'api-keys', filters: {}, sorts: [] });
