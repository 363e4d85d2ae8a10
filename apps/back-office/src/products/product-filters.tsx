import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '@trastienda/ui/checkbox';
import { useTranslations } from 'use-intl';
import { api } from '../session/api.ts';
import { SearchFilter } from '../table/search-filter.tsx';
import { SelectFilter } from '../table/select-filter.tsx';
import { TextsFilter } from '../table/texts-filter.tsx';
import type { List } from '../table/use-list-state.ts';
import { PRODUCT_STATUSES, type PRODUCTS } from './product-list.ts';

export interface ProductFiltersProps {
  readonly list: List<typeof PRODUCTS.filters>;
}

/** Search and filters of the list of products, with the vendors, types and tags of active products. */
export function ProductFilters({ list }: ProductFiltersProps) {
  const t = useTranslations('products');
  const { filters } = list;
  const { data: facets } = useQuery(
    api.catalog.facets.queryOptions({}, { staleTime: 5 * 60_000, retry: false }),
  );
  const namesOf = (values: readonly { readonly value: string }[] = []) =>
    values.map(({ value }) => value);
  return (
    <>
      <SearchFilter
        value={filters.search}
        onChange={(value) => list.setFilter('search', value)}
        placeholder={t('searchPlaceholder')}
      />
      <SelectFilter
        label={t('status')}
        any={null}
        value={filters.status ?? 'active'}
        options={PRODUCT_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        onChange={(value) => list.setFilter('status', value === 'active' ? undefined : value)}
      />
      <TextsFilter
        label={t('vendor')}
        value={filters.vendor}
        onChange={(value) => list.setFilter('vendor', value)}
        suggestions={namesOf(facets?.vendors)}
      />
      <TextsFilter
        label={t('type')}
        value={filters.productType}
        onChange={(value) => list.setFilter('productType', value)}
        suggestions={namesOf(facets?.productTypes)}
      />
      <TextsFilter
        label={t('tag')}
        value={filters.tag}
        onChange={(value) => list.setFilter('tag', value)}
        suggestions={namesOf(facets?.tags)}
      />
      <Checkbox
        label={t('inStock')}
        checked={filters.inStock === true}
        onChange={({ currentTarget: { checked } }) =>
          list.setFilter('inStock', checked ? true : undefined)
        }
      />
    </>
  );
}
