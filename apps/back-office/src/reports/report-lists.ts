import { CURRENCIES, REPORT_DIMENSIONS } from '@trastienda/shop-contract';
import { dayFilter } from '../table/day-filter.ts';
import { choiceFilter } from '../table/list-filters.ts';
import { defineList } from '../table/list-state.ts';
import { PRESETS } from './report-range.ts';

/** What all reports are about, in their address. */
const PERIOD_FILTERS = {
  period: choiceFilter(PRESETS),
  from: dayFilter(),
  to: dayFilter(),
  currency: choiceFilter(CURRENCIES),
};

/** Counts up to which a SKU sells slowly. */
export const UNIT_LIMITS = ['0', '1', '5', '10'] as const;

/** A report that is one answer, without pages. */
export const REPORT = defineList({ id: 'report', filters: PERIOD_FILTERS, sorts: [] });

export const BREAKDOWN = defineList({
  id: 'report-breakdown',
  filters: { ...PERIOD_FILTERS, by: choiceFilter(REPORT_DIMENSIONS) },
  subjects: ['by'],
  sorts: [],
});

export const TAX_REPORT = defineList({ id: 'report-taxes', filters: PERIOD_FILTERS, sorts: [] });

export const SLOW_SELLERS = defineList({
  id: 'report-slow-sellers',
  filters: { ...PERIOD_FILTERS, maxUnits: choiceFilter(UNIT_LIMITS) },
  sorts: [],
});
