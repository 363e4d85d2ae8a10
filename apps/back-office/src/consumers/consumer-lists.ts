import { defineList } from '../table/list-state.ts';

/** The consumers of events. */
export const CONSUMERS = defineList({ id: 'consumers', filters: {}, sorts: [] });

/** What a consumer holds back. */
export const HOLDS = defineList({ id: 'event-holds', filters: {}, sorts: [] });
