import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { useToast } from '@trastienda/ui/toast';
import { Coins, Plus } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { PageFailure } from '../../errors/page-failure.tsx';
import { LeaveGuard } from '../../forms/leave-guard.tsx';
import { AddPricesDialog } from '../../prices/add-prices-dialog.tsx';
import { CurrencySelect } from '../../prices/currency-select.tsx';
import { PriceEditingProvider } from '../../prices/price-editing.ts';
import { PRICES } from '../../prices/price-list.ts';
import { PriceSaveBar } from '../../prices/price-save-bar.tsx';
import { usePriceColumns } from '../../prices/use-price-columns.tsx';
import { usePriceEdits } from '../../prices/use-price-edits.ts';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { useShopSettings } from '../../session/use-shop-settings.ts';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('pricing:read');

const PAGE_SIZE = 50;

export default function PriceLists() {
  const { data, error, refetch } = useShopSettings();
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PageSkeleton />;
  const listed = data.currencies.map(({ code }) => code).filter((code) => code !== data.currency);
  return <PriceList own={data.currency} listed={listed} />;
}

interface PriceListProps {
  readonly own: string;
  readonly listed: readonly string[];
}

function PriceList({ own, listed }: PriceListProps) {
  const t = useTranslations('prices');
  const toast = useToast();
  const queryClient = useQueryClient();
  const list = useListState(PRICES);
  const currency = list.filters.currency ?? listed[0] ?? (own === 'USD' ? 'EUR' : 'USD');
  const page = useQuery(
    api.admin.prices.list.queryOptions(
      { currency, limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const editing = usePriceEdits(currency);
  const columns = usePriceColumns();
  const canWrite = useCan('pricing:write');
  const [isAdding, setIsAdding] = useState(false);
  const edited = useRef(editing.edits);
  edited.current = editing.edits;
  const isUnsaved = useCallback(() => edited.current.size > 0, []);
  const add = canWrite && (
    <Button variant="primary" icon={<Plus />} onClick={() => setIsAdding(true)}>
      {t('add')}
    </Button>
  );
  const report = (count: number) =>
    toast.show({ tone: 'positive', title: t('saved', { count, currency }) });

  return (
    <Page title={t('title')} description={t('text', { currency: own })} actions={add}>
      <div className="mb-4">
        <CurrencySelect
          value={currency}
          own={own}
          listed={listed}
          onChange={(code) => list.setFilter('currency', code)}
        />
      </div>
      <PriceEditingProvider value={editing}>
        <DataTable
          label={t('listOf', { currency })}
          list={list}
          page={page}
          columns={columns}
          rowId={({ sku }) => sku}
          empty={
            <EmptyState
              icon={<Coins />}
              title={t('emptyTitle', { currency })}
              description={t('emptyText', { currency })}
              actions={add}
            />
          }
        />
      </PriceEditingProvider>
      <PriceSaveBar editing={editing} onSaved={report} />
      <LeaveGuard isUnsaved={isUnsaved} />
      {isAdding && (
        <AddPricesDialog
          currency={currency}
          onAdded={(count) => {
            setIsAdding(false);
            void queryClient.invalidateQueries(api.admin.prices.pathFilter());
            void queryClient.invalidateQueries(api.shop.settings.pathFilter());
            report(count);
          }}
          onClose={() => setIsAdding(false)}
        />
      )}
    </Page>
  );
}
