import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { SearchXIcon } from '../shell/icons.tsx';
import { useHydrated } from '../shell/use-hydrated.ts';
import { countConditions, type ListState, refine, showMore, writeListState } from './list-state.ts';
import type { ListData } from './load-list.ts';
import { ProductGrid } from './product-grid.tsx';

interface Props extends Pick<ListData, 'page' | 'facets' | 'minorUnitDigits'> {
  readonly state: ListState;
}

function Nothing({ state }: { readonly state: ListState }) {
  const t = useTranslations('catalog');
  const isNarrowed = state.search !== '' || countConditions(state) > 0;
  if (!isNarrowed && state.after === null) {
    return <EmptyState title={t('empty.shopTitle')} description={t('empty.shop')} />;
  }
  return (
    <EmptyState
      icon={<SearchXIcon />}
      title={t('empty.title')}
      description={t(isNarrowed ? 'empty.filtered' : 'empty.ended')}
      actions={<Button render={<Link to=".">{t('filters.clear')}</Link>} />}
    />
  );
}

/** The products of the list, and the way to the next ones. */
export function ListResults({ page, facets, state, minorUnitDigits }: Props) {
  const t = useTranslations('catalog.list');
  const isLive = useHydrated();
  if (page.items.length === 0) return <Nothing state={state} />;
  const more = showMore(state, page.nextCursor);
  const isNextPage = more !== null && more.after !== state.after;
  // Without a script the page is loaded anew: the fragment leads to the first of the new products.
  const fragment = isLive || isNextPage ? '' : `#product-${page.items.length}`;
  return (
    <>
      {state.after !== null && (
        <p className="mb-6 text-sm">
          <Link
            to={writeListState(refine(state, {}), minorUnitDigits) || '.'}
            className="rounded-xs text-muted underline underline-offset-4 hover:text-text"
          >
            {t('first')}
          </Link>
        </p>
      )}
      <ProductGrid products={page.items} first={4} level={2} className="xl:grid-cols-4" />
      {more !== null && (
        <div className="mt-14 flex flex-col items-center gap-3">
          {state.after === null && facets.isComplete && (
            <p className="text-muted text-sm tabular-nums">
              {t('shown', { shown: String(page.items.length), total: String(facets.total) })}
            </p>
          )}
          <Button
            size="lg"
            render={
              <Link
                to={writeListState(more, minorUnitDigits) + fragment}
                preventScrollReset={!isNextPage}
                replace={!isNextPage}
              >
                {t(isNextPage ? 'next' : 'more')}
              </Link>
            }
          />
        </div>
      )}
    </>
  );
}
