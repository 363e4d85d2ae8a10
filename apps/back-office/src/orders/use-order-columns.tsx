import type { RouterOutputs } from '@trastienda/shop-client';
import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { OrderStatusBadge, PaymentStatusBadge } from './status-badges.tsx';

export type OrderRow = RouterOutputs['admin']['orders']['search']['items'][number];

/** Returns the columns of the list of orders. */
export function useOrderColumns() {
  const t = useTranslations('orders');
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<OrderRow>();
    return column.columns([
      column.display({
        id: 'number',
        meta: { label: t('order') },
        cell: ({ row: { original: order } }) => (
          <span className="flex flex-col gap-0.5">
            <Link
              to={`/orders/${order.id}`}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} whitespace-nowrap font-medium font-mono`}
            >
              {order.number}
            </Link>
            <time dateTime={order.placedAt} className="whitespace-nowrap text-muted text-xs">
              {format.dateTime(order.placedAt)}
            </time>
            {/* Columns of their own have no room on phones. */}
            <span className="text-xs md:hidden">{order.name}</span>
            <span className="mt-1 sm:hidden">
              <OrderStatusBadge {...order} />
            </span>
          </span>
        ),
      }),
      column.display({
        id: 'customer',
        meta: { label: t('customer'), from: 'md' },
        cell: ({ row: { original: order } }) => (
          <span className="flex min-w-0 flex-col gap-0.5">
            <span className="truncate">{order.name}</span>
            <span className="truncate text-muted text-xs">{order.email}</span>
          </span>
        ),
      }),
      column.display({
        id: 'status',
        meta: { label: t('status'), from: 'sm' },
        cell: ({ row }) => <OrderStatusBadge {...row.original} />,
      }),
      column.display({
        id: 'payment',
        meta: { label: t('payment'), from: 'lg' },
        cell: ({ row }) => <PaymentStatusBadge status={row.original.paymentStatus} />,
      }),
      column.display({
        id: 'items',
        meta: { label: t('units'), align: 'end', from: 'lg' },
        cell: ({ row }) => format.number(row.original.itemCount),
      }),
      column.display({
        id: 'total',
        meta: { label: t('total'), align: 'end' },
        cell: ({ row: { original: order } }) => (
          <span className="flex flex-col gap-0.5">
            <span className="font-medium">{format.money(order.total)}</span>
            {order.refunded.amount > 0 && (
              <span className="text-muted text-xs">−{format.money(order.refunded)}</span>
            )}
          </span>
        ),
      }),
    ]);
  }, [t, format]);
}
