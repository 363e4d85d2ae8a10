import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import type { Endpoint } from './endpoint.ts';
import { EndpointBadge } from './endpoint-badge.tsx';

/** Returns the columns of the list of endpoints. */
export function useEndpointColumns() {
  const t = useTranslations('webhooks');
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<Endpoint>();
    return column.columns([
      column.display({
        id: 'url',
        meta: { label: t('endpoint') },
        cell: ({ row: { original: endpoint } }) => (
          <div className="w-44 sm:w-auto sm:max-w-md">
            <Link
              to={`/webhooks/${endpoint.id}`}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium`}
            >
              {endpoint.description}
            </Link>
            <p className="truncate font-mono text-muted text-xs">{endpoint.url}</p>
          </div>
        ),
      }),
      column.display({
        id: 'state',
        meta: { label: t('state') },
        cell: ({ row }) => <EndpointBadge endpoint={row.original} />,
      }),
      column.display({
        id: 'events',
        meta: { label: t('events'), align: 'end', from: 'sm' },
        cell: ({ row }) =>
          row.original.eventTypes === null
            ? t('all')
            : format.number(row.original.eventTypes.length),
      }),
      column.display({
        id: 'created',
        meta: { label: t('createdAt'), align: 'end', from: 'md' },
        cell: ({ row }) => (
          <time dateTime={row.original.createdAt} className="text-muted">
            {format.dateTime(row.original.createdAt)}
          </time>
        ),
      }),
    ]);
  }, [t, format]);
}
