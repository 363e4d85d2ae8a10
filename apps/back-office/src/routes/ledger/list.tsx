import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Id } from '@trastienda/shop-contract';
import { EmptyState } from '@trastienda/ui/empty-state';
import { BookOpenText } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { LEDGER } from '../../ledger/ledger-list.ts';
import { LedgerTabs } from '../../ledger/ledger-tabs.tsx';
import { useLedgerColumns } from '../../ledger/use-ledger-columns.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { IdFilter } from '../../table/id-filter.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('ledger:read');

const PAGE_SIZE = 25;

export default function Ledger() {
  const t = useTranslations('ledger');
  const list = useListState(LEDGER);
  const { filters } = list;
  const page = useQuery(
    api.admin.ledger.list.queryOptions(
      { ...filters, limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useLedgerColumns();
  const setId = (name: 'orderId' | 'paymentId') => (text: string | undefined) => {
    // What is no id is nothing that the ledger could have.
    if (text === undefined || Id.safeParse(text).success) list.setFilter(name, text);
  };
  return (
    <Page title={t('title')} description={t('text')}>
      <LedgerTabs current="entries" />
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        filters={
          <>
            <IdFilter label={t('orderId')} value={filters.orderId} onChange={setId('orderId')} />
            <IdFilter
              label={t('paymentId')}
              value={filters.paymentId}
              onChange={setId('paymentId')}
            />
          </>
        }
        empty={
          <EmptyState
            icon={<BookOpenText />}
            title={t('emptyTitle')}
            description={t('emptyText')}
          />
        }
      />
    </Page>
  );
}
