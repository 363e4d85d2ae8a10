import { Button } from '@trastienda/ui/button';
import { Form, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { PageHead } from '../seo/page-head.tsx';
import { ChosenFilters } from './chosen-filters.tsx';
import { Filters } from './filters.tsx';
import { ListResults } from './list-results.tsx';
import { canonicalQuery, type ListState } from './list-state.ts';
import { FILTERS_SWITCH_ID, ListToolbar } from './list-toolbar.tsx';
import type { ListData } from './load-list.ts';
import { useListForm } from './use-list-form.ts';
import { useListState } from './use-list-state.ts';

/** Returns the only type or tag of a state: such a list has its own name. */
function nameOf({ type, tag }: ListState): string | undefined {
  const names = [...type, ...tag];
  const [only] = names;
  return names.length === 1 && only !== undefined
    ? only.charAt(0).toUpperCase() + only.slice(1)
    : undefined;
}

/** The list of products: search, filters, order, and more products below. */
export function ListPage({ page, facets, currency, minorUnitDigits }: ListData) {
  const t = useTranslations('catalog');
  const { pathname } = useLocation();
  const { state, next, isLoading } = useListState(minorUnitDigits);
  const form = useListForm(minorUnitDigits);
  const canonical = canonicalQuery(state);
  const name = nameOf(state);
  const title =
    name ?? (state.search === '' ? t('list.title') : t('list.found', { search: state.search }));
  return (
    <Form {...form} action={pathname} role="search" id="search" className="pt-8 sm:pt-12">
      <PageHead
        title={title}
        description={name === undefined ? t('list.description') : t('list.descriptionOf', { name })}
        isIndexed={canonical !== null && state.after === null}
        query={canonical ?? ''}
      />
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="text-balance font-display text-3xl tracking-tight">{title}</h1>
        <p role="status" className="text-muted text-sm tabular-nums">
          {facets.isComplete
            ? t('list.count', { count: facets.total })
            : t('list.atLeast', { count: String(facets.total) })}
        </p>
      </div>
      <ListToolbar state={next} />
      <div className="mt-6 grid gap-x-10 gap-y-6 lg:grid-cols-[15rem_1fr]">
        <div>
          <input
            type="checkbox"
            id={FILTERS_SWITCH_ID}
            aria-label={t('filters.show')}
            className="sr-only lg:hidden"
          />
          <section
            aria-label={t('filters.label')}
            className="max-lg:hidden max-lg:pt-4 max-lg:[#show-filters:checked~&]:block"
          >
            <Filters facets={facets} state={next} minorUnitDigits={minorUnitDigits} />
            <div className="hidden noscript:block">
              <Button type="submit" fullWidth>
                {t('filters.apply')}
              </Button>
            </div>
          </section>
        </div>
        <div className={isLoading ? 'opacity-60 transition-opacity delay-150' : undefined}>
          <ChosenFilters state={next} currency={currency} minorUnitDigits={minorUnitDigits} />
          <ListResults
            page={page}
            facets={facets}
            state={state}
            minorUnitDigits={minorUnitDigits}
          />
        </div>
      </div>
    </Form>
  );
}
