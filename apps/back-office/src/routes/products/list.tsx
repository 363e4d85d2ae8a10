import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Download, Plus, Tag, Upload } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { BulkActions } from '../../products/bulk-actions.tsx';
import { ProductFilters } from '../../products/product-filters.tsx';
import { PRODUCTS } from '../../products/product-list.ts';
import { type ProductRow, useProductColumns } from '../../products/use-product-columns.tsx';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useListState } from '../../table/use-list-state.ts';
import { useSelection } from '../../table/use-selection.ts';

export const handle = requires('catalog:read');

const PAGE_SIZE = 25;

export default function ProductList() {
  const t = useTranslations('products');
  const list = useListState(PRODUCTS);
  const { filters, sort } = list;
  const page = useQuery(
    api.admin.products.list.queryOptions(
      { ...filters, sort, limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useProductColumns();
  const selection = useSelection<ProductRow>(list.query);
  const canWrite = useCan('catalog:write');
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            className="max-sm:grow"
            icon={<Download />}
            render={<a href="/downloads/products.csv" download />}
          >
            {t('export')}
          </Button>
          {canWrite && (
            <Button
              className="max-sm:grow"
              icon={<Upload />}
              render={<Link to="/products/import" />}
            >
              {t('importShort')}
            </Button>
          )}
          {canWrite && (
            <Button
              variant="primary"
              className="max-sm:grow"
              icon={<Plus />}
              render={<Link to="/products/new" />}
            >
              {t('create')}
            </Button>
          )}
        </>
      }
    >
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/products/${id}`}
        rowName={({ title }) => title}
        {...(canWrite && { selection })}
        bulkActions={<BulkActions selection={selection} />}
        filters={<ProductFilters list={list} />}
        empty={<EmptyState icon={<Tag />} title={t('emptyTitle')} description={t('emptyText')} />}
      />
    </Page>
  );
}
