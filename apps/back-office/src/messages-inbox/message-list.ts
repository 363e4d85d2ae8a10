import { MessageStatus } from '@trastienda/shop-contract';
import { choiceFilter, flagFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

export const MESSAGE_STATUSES = MessageStatus.options;

/** The inbox, newest first. */
export const MESSAGES = defineList({
  id: 'messages',
  filters: { status: choiceFilter(MESSAGE_STATUSES), isFlagged: flagFilter() },
  sorts: [],
});
