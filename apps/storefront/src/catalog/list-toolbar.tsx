import { buttonClass } from '@trastienda/ui/button';
import { Select } from '@trastienda/ui/select';
import { useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { SearchIcon, SlidersIcon } from '../shell/icons.tsx';
import { countConditions, type ListState, SORTS } from './list-state.ts';
import { SyncedInput } from './synced-fields.tsx';

interface Props {
  readonly state: ListState;
}

/** Id of the checkbox that opens the filters on small screens; it works without a script. */
export const FILTERS_SWITCH_ID = 'show-filters';

/** The button of that checkbox, which stands beside the filters. */
function FilterSwitch({ state }: Props) {
  const t = useTranslations('catalog.filters');
  const count = countConditions(state);
  return (
    <label
      htmlFor={FILTERS_SWITCH_ID}
      className={`${buttonClass({ size: 'lg' })} shrink-0 [form:has(#show-filters:focus-visible)_&]:outline-2 [form:has(#show-filters:focus-visible)_&]:outline-focus [form:has(#show-filters:focus-visible)_&]:outline-offset-2 lg:hidden`}
    >
      <SlidersIcon />
      {count === 0 ? t('show') : t('active', { count: String(count) })}
    </label>
  );
}

/** Search and order, as parts of the list's form. */
export function ListToolbar({ state }: Props) {
  const t = useTranslations('catalog');
  const searchId = useId();
  const sortId = useId();
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (select.current !== null) select.current.value = state.sort ?? '';
  }, [state.sort]);
  return (
    <div className="flex flex-col gap-3 sm:flex-row sm:items-center">
      <div className="relative grow">
        <label htmlFor={searchId} className="sr-only">
          {t('search.label')}
        </label>
        <SearchIcon className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-muted" />
        <SyncedInput
          id={searchId}
          name="q"
          type="search"
          text={state.search}
          placeholder={t('search.placeholder')}
          maxLength={100}
          autoComplete="off"
          enterKeyHint="search"
          className="h-12 w-full rounded-full border border-border-strong bg-surface pr-4 pl-12 text-base shadow-sm transition-colors hover:border-muted"
        />
      </div>
      <label htmlFor={sortId} className="sr-only">
        {t('sort.label')}
      </label>
      <div className="flex gap-3">
        <Select
          id={sortId}
          name="sort"
          ref={select}
          defaultValue={state.sort ?? ''}
          size="lg"
          className="sm:w-68"
        >
          <option value="">{t('sort.default')}</option>
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sort.${sort}`)}
            </option>
          ))}
        </Select>
        <FilterSwitch state={state} />
      </div>
    </div>
  );
}
