import { AUDIT_ACTIONS } from '@trastienda/shop-contract';
import { choiceFilter, textFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';

/** The audit log, the newest first. */
export const AUDIT = defineList({
  id: 'audit',
  filters: {
    action: choiceFilter(AUDIT_ACTIONS),
    actorId: textFilter(),
    subjectId: textFilter(),
  },
  sorts: [],
});
