import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { ActorName } from './actor-name.tsx';
import type { AuditEntry } from './entry.ts';

/** Returns the columns of the audit log. Keep `onOpen` the same between renders. */
export function useAuditColumns(onOpen: (entryId: string) => void) {
  const t = useTranslations('audit');
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<AuditEntry>();
    return column.columns([
      column.display({
        id: 'action',
        meta: { label: t('action') },
        cell: ({ row: { original: entry } }) => (
          <button
            type="button"
            className={`${linkClass({ tone: 'text', underline: 'hover' })} font-mono text-sm`}
            onClick={() => onOpen(entry.id)}
          >
            {entry.action}
          </button>
        ),
      }),
      column.display({
        id: 'actor',
        meta: { label: t('actor'), from: 'sm' },
        cell: ({ row }) => <ActorName actor={row.original.actor} />,
      }),
      column.display({
        id: 'subject',
        meta: { label: t('subject'), from: 'lg' },
        cell: ({ row }) => (
          <span className="font-mono text-muted text-xs">{row.original.subjectId}</span>
        ),
      }),
      column.display({
        id: 'at',
        meta: { label: t('at'), align: 'end' },
        cell: ({ row }) => (
          <time dateTime={row.original.at} className="text-muted max-sm:whitespace-normal">
            {format.dateTime(row.original.at)}
          </time>
        ),
      }),
    ]);
  }, [t, format, onOpen]);
}
