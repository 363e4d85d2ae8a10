import { WEBHOOK_DELIVERY_STATUSES } from '@trastienda/shop-contract';
import { choiceFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

/** The list of endpoints. */
export const ENDPOINTS = defineList({ id: 'webhooks', filters: {}, sorts: [] });

/** The deliveries to an endpoint, those of the newest events first. */
export const DELIVERIES = defineList({
  id: 'webhook-deliveries',
  filters: { status: choiceFilter(WEBHOOK_DELIVERY_STATUSES) },
  sorts: [],
});
