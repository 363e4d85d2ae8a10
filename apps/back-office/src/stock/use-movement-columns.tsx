import { can, type RouterOutputs } from '@trastienda/shop-client';
import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { useSignedIn } from '../session/account.tsx';
import { columnsOf } from '../table/table-features.ts';

export type Movement = RouterOutputs['admin']['stock']['movements']['items'][number];

/** Returns the columns of a SKU's history. */
export function useMovementColumns() {
  const t = useTranslations('stock.movement');
  const format = useFormats();
  const { account } = useSignedIn();
  const canReadOrders = can(account, 'orders:read');
  return useMemo(() => {
    const column = columnsOf<Movement>();
    const change = (value: number) =>
      value === 0 ? <span className="text-muted">–</span> : format.change(value);
    return column.columns([
      column.display({
        id: 'at',
        meta: { label: t('at') },
        cell: ({ row }) => (
          <time dateTime={row.original.at} className="sm:whitespace-nowrap">
            {format.dateTime(row.original.at)}
          </time>
        ),
      }),
      column.display({
        id: 'kind',
        meta: { label: t('kind') },
        cell: ({ row }) => t(`kinds.${row.original.kind}`),
      }),
      column.display({
        id: 'onHandChange',
        meta: { label: t('onHandChange'), align: 'end' },
        cell: ({ row }) => change(row.original.onHandChange),
      }),
      column.display({
        id: 'reservedChange',
        meta: { label: t('reservedChange'), align: 'end', from: 'sm' },
        cell: ({ row }) => change(row.original.reservedChange),
      }),
      column.display({
        id: 'after',
        meta: { label: t('after'), align: 'end', from: 'md' },
        cell: ({ row }) => format.number(row.original.onHand),
      }),
      column.display({
        id: 'reason',
        meta: { label: t('reason'), from: 'md' },
        cell({ row: { original } }) {
          if (original.orderId === null || !canReadOrders) {
            return original.reason ?? <span className="text-muted">–</span>;
          }
          return (
            <Link to={`/orders/${original.orderId}`} className={linkClass()}>
              {t('order')}
            </Link>
          );
        },
      }),
    ]);
  }, [t, format, canReadOrders]);
}
