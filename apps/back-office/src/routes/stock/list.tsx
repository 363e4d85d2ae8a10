import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Checkbox } from '@trastienda/ui/checkbox';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Boxes } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { STOCK } from '../../stock/stock-list.ts';
import { useStockColumns } from '../../stock/use-stock-columns.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('stock:read');

const PAGE_SIZE = 50;

export default function StockList() {
  const t = useTranslations('stock');
  const list = useListState(STOCK);
  const { filters } = list;
  const page = useQuery(
    api.admin.stock.list.queryOptions(
      { ...filters, limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useStockColumns();
  return (
    <Page title={t('title')}>
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ sku }) => sku}
        filters={
          <Checkbox
            label={t('isLow')}
            checked={filters.isLow === true}
            onChange={({ currentTarget: { checked } }) =>
              list.setFilter('isLow', checked ? true : undefined)
            }
          />
        }
        empty={<EmptyState icon={<Boxes />} title={t('emptyTitle')} description={t('emptyText')} />}
      />
    </Page>
  );
}
