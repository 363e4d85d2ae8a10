import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { DeliveryBadge } from './delivery-badge.tsx';
import type { Delivery } from './endpoint.ts';

/** Returns the columns of the deliveries to an endpoint. Keep `onOpen` the same between renders. */
export function useDeliveryColumns(onOpen: (deliveryId: string) => void) {
  const t = useTranslations('webhooks');
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<Delivery>();
    return column.columns([
      column.display({
        id: 'type',
        meta: { label: t('event') },
        cell: ({ row: { original: delivery } }) => (
          <button
            type="button"
            className={`${linkClass({ tone: 'text', underline: 'hover' })} font-mono text-sm`}
            onClick={() => onOpen(delivery.id)}
          >
            {delivery.eventType}
          </button>
        ),
      }),
      column.display({
        id: 'status',
        meta: { label: t('state') },
        cell: ({ row }) => <DeliveryBadge status={row.original.status} />,
      }),
      column.display({
        id: 'attempts',
        meta: { label: t('attempts'), align: 'end', from: 'sm' },
        cell: ({ row }) => format.number(row.original.attempts),
      }),
      column.display({
        id: 'next',
        meta: { label: t('nextAttempt'), align: 'end', from: 'lg' },
        cell: ({ row: { original: delivery } }) =>
          delivery.nextAttemptAt !== null && format.dateTime(delivery.nextAttemptAt),
      }),
      column.display({
        id: 'created',
        meta: { label: t('createdAt'), align: 'end', from: 'sm' },
        cell: ({ row: { original: delivery } }) => (
          <time dateTime={delivery.createdAt} className="text-muted">
            {format.dateTime(delivery.createdAt)}
          </time>
        ),
      }),
    ]);
  }, [t, format, onOpen]);
}
