import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { Checkbox } from '@trastienda/ui/checkbox';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Boxes, Upload } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { skuPath } from '../../stock/sku-path.ts';
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
  const canWrite = useCan('stock:write');
  return (
    <Page
      title={t('title')}
      {...(canWrite && {
        actions: (
          <Button icon={<Upload />} render={<Link to="/stock/import" />}>
            {t('importShort')}
          </Button>
        ),
      })}
    >
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ sku }) => sku}
        rowHref={({ sku }) => skuPath(sku)}
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
