import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isClientError } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { linkClass } from '@trastienda/ui/link';
import { ArrowLeftRight, ChevronDown } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { NotFound, PageFailure } from '../../errors/page-failure.tsx';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Figures } from '../../shell/figures.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { MOVEMENTS } from '../../stock/stock-list.ts';
import { StockRowMenu } from '../../stock/stock-row-menu.tsx';
import { useMovementColumns } from '../../stock/use-movement-columns.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useListState } from '../../table/use-list-state.ts';
import type { Route } from './+types/sku.ts';

export const handle = requires('stock:read');

const PAGE_SIZE = 50;

export default function StockOfSku({ params: { sku } }: Route.ComponentProps) {
  const t = useTranslations('stock');
  const list = useListState(MOVEMENTS);
  const canWrite = useCan('stock:write');
  const canReadCatalog = useCan('catalog:read');
  const columns = useMovementColumns();
  const stock = useQuery(api.admin.stock.get.queryOptions({ sku }));
  const page = useQuery(
    api.admin.stock.movements.queryOptions(
      { sku, limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  if (isClientError(stock.error, 'STOCK_NOT_FOUND')) return <NotFound />;
  if (stock.error !== null) {
    return <PageFailure error={stock.error} onRetry={() => void stock.refetch()} />;
  }
  if (stock.data === undefined) return <PageSkeleton />;
  const { onHand, reserved, available, productId, lowStockAt } = stock.data;
  return (
    <Page
      title={sku}
      breadcrumbs={<BackLink to="/stock" label={t('title')} />}
      {...(canReadCatalog && {
        description: (
          <Link to={`/products/${productId}`} className={linkClass()}>
            {t('toProduct')}
          </Link>
        ),
      })}
      {...(canWrite && {
        actions: (
          <StockRowMenu
            stock={stock.data}
            trigger={<Button iconEnd={<ChevronDown />}>{t('change')}</Button>}
          />
        ),
      })}
    >
      <div className="flex flex-col gap-6">
        <Figures
          figures={[
            { label: t('available'), value: available },
            { label: t('onHand'), value: onHand },
            { label: t('reserved'), value: reserved },
            ...(lowStockAt === null ? [] : [{ label: t('lowStockAt'), value: lowStockAt }]),
          ]}
        />
        <DataTable
          label={t('historyOf', { sku })}
          list={list}
          page={page}
          columns={columns}
          rowId={({ id }) => id}
          empty={
            <EmptyState
              icon={<ArrowLeftRight />}
              title={t('movement.empty')}
              description={t('movement.emptyText')}
            />
          }
        />
      </div>
    </Page>
  );
}
