import { SubscriberStatus } from '@trastienda/shop-contract';
import { choiceFilter, textFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

export const SUBSCRIBER_STATUSES = SubscriberStatus.options;

/** Subscribers of the newsletter, newest first. */
export const SUBSCRIBERS = defineList({
  id: 'newsletter',
  filters: { email: textFilter(), status: choiceFilter(SUBSCRIBER_STATUSES) },
  sorts: [],
});
