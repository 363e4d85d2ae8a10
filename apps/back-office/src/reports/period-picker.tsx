import { DateRangeInput } from '@trastienda/ui/date-range-input';
import { Select } from '@trastienda/ui/select';
import { useTranslations } from 'use-intl';
import { SelectFilter } from '../table/select-filter.tsx';
import { PRESETS } from './report-range.ts';
import type { PeriodControls, Report } from './use-report.ts';

export interface PeriodPickerProps {
  readonly list: PeriodControls;
  readonly report: Report;
  /** Of the shop; with one there is nothing to choose. Empty: the report has no currency. */
  readonly currencies: readonly string[];
}

/** The days of a report and its currency. */
export function PeriodPicker({ list, report, currencies }: PeriodPickerProps) {
  const t = useTranslations('reports');
  const { filters } = list;
  const setDays = (from: string, to: string) => {
    const params = new URLSearchParams({ ...filters, period: 'custom' });
    params.delete('from');
    params.delete('to');
    if (from !== '') params.set('from', from);
    if (to !== '') params.set('to', to);
    list.setQuery(params.toString());
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Select
        size="sm"
        aria-label={t('period')}
        className="sm:w-auto"
        value={report.preset}
        onChange={({ currentTarget }) =>
          list.setFilter(
            'period',
            PRESETS.find((each) => each === currentTarget.value),
          )
        }
      >
        {PRESETS.map((preset) => (
          <option key={preset} value={preset}>
            {t(`presets.${preset}`)}
          </option>
        ))}
      </Select>
      {report.preset === 'custom' && (
        <DateRangeInput
          size="sm"
          label={t('days')}
          labelHidden
          startLabel={t('from')}
          endLabel={t('to')}
          value={{
            start: filters.from ?? report.range?.from ?? '',
            end: filters.to ?? report.range?.to ?? '',
          }}
          onValueChange={({ start, end }) => setDays(start, end)}
        />
      )}
      {currencies.length > 1 && (
        <SelectFilter
          label={t('currency')}
          value={filters.currency}
          options={currencies.map((value) => ({ value, label: value }))}
          onChange={(value) => list.setFilter('currency', value)}
        />
      )}
    </div>
  );
}
