import { Badge } from '@trastienda/ui/badge';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { useCan } from '../session/account.tsx';
import { columnsOf } from '../table/table-features.ts';
import type { Hold } from './consumer.ts';
import { HoldActions } from './hold-actions.tsx';

/** Returns the columns of what a consumer holds back. */
export function useHoldColumns() {
  const t = useTranslations('consumers');
  const format = useFormats();
  const canWrite = useCan('events:write');
  return useMemo(() => {
    const column = columnsOf<Hold>();
    const stateOf = ({ retryAt }: Hold) =>
      retryAt === null ? (
        <Badge tone="critical" dot>
          {t('states.parked')}
        </Badge>
      ) : (
        <div>
          <Badge tone="warning" dot>
            {t('states.retrying')}
          </Badge>
          <p className="mt-1 text-muted text-xs">
            {t('retryAt', { time: format.dateTime(retryAt) })}
          </p>
        </div>
      );
    return column.columns([
      column.display({
        id: 'thing',
        meta: { label: t('thing') },
        cell: ({ row: { original: hold } }) => (
          <div className="min-w-32">
            <p className="font-medium">{t(`aggregates.${hold.aggregate}`)}</p>
            <p className="break-all font-mono text-muted text-xs">{hold.aggregateId}</p>
            <p className="text-muted text-xs">{t('fromSequence', { sequence: hold.sequence })}</p>
            <div className="mt-1.5 sm:hidden">{stateOf(hold)}</div>
          </div>
        ),
      }),
      column.display({
        id: 'state',
        meta: { label: t('state'), from: 'sm' },
        cell: ({ row }) => stateOf(row.original),
      }),
      column.display({
        id: 'error',
        meta: { label: t('error'), from: 'md' },
        cell: ({ row: { original: hold } }) => (
          <div className="max-w-md">
            <p className="break-words text-sm">{hold.error}</p>
            <p className="text-muted text-xs">{t('failures', { count: hold.failures })}</p>
          </div>
        ),
      }),
      column.display({
        id: 'held',
        meta: { label: t('heldAt'), align: 'end', from: 'lg' },
        cell: ({ row }) => (
          <time dateTime={row.original.heldAt} className="text-muted">
            {format.dateTime(row.original.heldAt)}
          </time>
        ),
      }),
      ...(canWrite
        ? [
            column.display({
              id: 'actions',
              meta: { label: t('resume'), align: 'end' as const, isAction: true },
              cell: ({ row }) => <HoldActions hold={row.original} />,
            }),
          ]
        : []),
    ]);
  }, [t, format, canWrite]);
}
