import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { type Consumer, MAX_COUNTED } from './consumer.ts';
import { ConsumerBadge } from './consumer-badge.tsx';

/** Returns the columns of the list of consumers. */
export function useConsumerColumns() {
  const t = useTranslations('consumers');
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<Consumer>();
    const countOf = (pending: number) =>
      pending >= MAX_COUNTED ? t('orMore', { count: pending }) : format.number(pending);
    return column.columns([
      column.display({
        id: 'name',
        meta: { label: t('name') },
        cell: ({ row: { original: consumer } }) => (
          <Link
            to={`/events/${consumer.name}`}
            className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium font-mono`}
          >
            {consumer.name}
          </Link>
        ),
      }),
      column.display({
        id: 'state',
        meta: { label: t('state') },
        cell: ({ row }) => <ConsumerBadge consumer={row.original} />,
      }),
      column.display({
        id: 'pending',
        meta: { label: t('pending'), align: 'end', from: 'sm' },
        cell: ({ row }) => countOf(row.original.pending),
      }),
      column.display({
        id: 'oldest',
        meta: { label: t('oldest'), align: 'end', from: 'lg' },
        cell: ({ row: { original: consumer } }) =>
          consumer.oldestAt !== null && (
            <time dateTime={consumer.oldestAt}>{format.dateTime(consumer.oldestAt)}</time>
          ),
      }),
      column.display({
        id: 'retrying',
        meta: { label: t('retrying'), align: 'end', from: 'md' },
        cell: ({ row }) => format.number(row.original.retrying),
      }),
      column.display({
        id: 'parked',
        meta: { label: t('parked'), align: 'end', from: 'sm' },
        cell: ({ row }) => format.number(row.original.parked),
      }),
    ]);
  }, [t, format]);
}
