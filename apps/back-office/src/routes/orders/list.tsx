import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ORDER_STATUSES } from '@trastienda/shop-contract';
import { EmptyState } from '@trastienda/ui/empty-state';
import { ReceiptText } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { DayInput } from '../../orders/day-input.tsx';
import { ORDERS } from '../../orders/order-list.ts';
import { placedBetween } from '../../orders/placed-between.ts';
import { useOrderColumns } from '../../orders/use-order-columns.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { SearchFilter } from '../../table/search-filter.tsx';
import { SelectFilter } from '../../table/select-filter.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('orders:read');

const PAGE_SIZE = 25;

export default function OrderList() {
  const t = useTranslations('orders');
  const list = useListState(ORDERS);
  const { from, until, ...filters } = list.filters;
  const page = useQuery(
    api.admin.orders.search.queryOptions(
      { ...filters, ...placedBetween({ from, until }), limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useOrderColumns();
  return (
    <Page title={t('title')}>
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/orders/${id}`}
        filters={
          <>
            <SearchFilter
              value={filters.search}
              onChange={(value) => list.setFilter('search', value)}
              placeholder={t('searchPlaceholder')}
            />
            <SelectFilter
              label={t('status')}
              value={filters.status}
              options={ORDER_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))}
              onChange={(value) => list.setFilter('status', value)}
            />
            <DayInput
              label={t('from')}
              value={from}
              onChange={(day) => list.setFilter('from', day)}
            />
            <DayInput
              label={t('until')}
              value={until}
              onChange={(day) => list.setFilter('until', day)}
            />
          </>
        }
        empty={
          <EmptyState icon={<ReceiptText />} title={t('emptyTitle')} description={t('emptyText')} />
        }
      />
    </Page>
  );
}
