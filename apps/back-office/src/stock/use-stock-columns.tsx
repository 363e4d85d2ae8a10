import type { Stock } from '@trastienda/shop-client';
import { Badge } from '@trastienda/ui/badge';
import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { useCan } from '../session/account.tsx';
import { columnsOf } from '../table/table-features.ts';
import { skuPath } from './sku-path.ts';
import { StockRowMenu } from './stock-row-menu.tsx';

/** Returns the columns of the list of stock. */
export function useStockColumns() {
  const t = useTranslations('stock');
  const format = useFormats();
  const canWrite = useCan('stock:write');
  return useMemo(() => {
    const column = columnsOf<Stock>();
    return column.columns([
      column.display({
        id: 'sku',
        meta: { label: t('sku') },
        cell: ({
          row: {
            original: { sku },
          },
        }) => (
          <Link
            to={skuPath(sku)}
            className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium font-mono`}
          >
            {sku}
          </Link>
        ),
      }),
      column.display({
        id: 'available',
        meta: { label: t('available'), align: 'end' },
        cell({ row: { original: stock } }) {
          if (!stock.isTracked) return <span className="text-muted">{t('untracked')}</span>;
          const isLow = stock.lowStockAt !== null && stock.available <= stock.lowStockAt;
          return (
            <span className="inline-flex items-center gap-2">
              {stock.available <= 0 ? (
                <Badge tone="critical">{t('out')}</Badge>
              ) : (
                isLow && <Badge tone="warning">{t('low')}</Badge>
              )}
              <span className="font-medium">{format.number(stock.available)}</span>
            </span>
          );
        },
      }),
      column.display({
        id: 'onHand',
        meta: { label: t('onHand'), align: 'end', from: 'sm' },
        cell: ({ row }) => format.number(row.original.onHand),
      }),
      column.display({
        id: 'reserved',
        meta: { label: t('reserved'), align: 'end', from: 'sm' },
        cell: ({ row }) => format.number(row.original.reserved),
      }),
      column.display({
        id: 'lowStockAt',
        meta: { label: t('lowStockAt'), align: 'end', from: 'md' },
        cell: ({ row }) =>
          row.original.lowStockAt === null ? (
            <span className="text-muted">{t('never')}</span>
          ) : (
            format.number(row.original.lowStockAt)
          ),
      }),
      column.display({
        id: 'policy',
        meta: { label: t('policy'), from: 'lg' },
        cell: ({ row }) => t(`policies.${row.original.policy}`),
      }),
      column.display({
        id: 'updated',
        meta: { label: t('updated'), align: 'end', from: 'xl' },
        cell: ({ row }) => (
          <time dateTime={row.original.updatedAt} className="text-muted">
            {format.dateTime(row.original.updatedAt)}
          </time>
        ),
      }),
      ...(canWrite
        ? [
            column.display({
              id: 'actions',
              meta: { label: t('adjust.action'), align: 'end' as const, isAction: true },
              cell: ({ row }) => <StockRowMenu stock={row.original} />,
            }),
          ]
        : []),
    ]);
  }, [t, format, canWrite]);
}
