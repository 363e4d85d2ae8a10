import type { RouterOutputs } from '@trastienda/shop-client';
import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { MessageBadges } from './message-badges.tsx';

type MessageRow = RouterOutputs['admin']['messages']['list']['items'][number];

/** Returns the columns of the inbox. */
export function useMessageColumns() {
  const t = useTranslations('inbox');
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<MessageRow>();
    return column.columns([
      column.display({
        id: 'message',
        meta: { label: t('message') },
        cell: ({ row: { original: message } }) => (
          <span className="flex min-w-0 max-w-xl flex-col gap-0.5">
            <Link
              to={`/messages/${message.id}`}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium`}
            >
              {message.name}
            </Link>
            <span className="line-clamp-2 break-words text-muted text-xs">{message.excerpt}</span>
          </span>
        ),
      }),
      column.display({
        id: 'email',
        meta: { label: t('email'), from: 'lg' },
        cell: ({ row }) => <span className="break-words">{row.original.email}</span>,
      }),
      column.display({
        id: 'order',
        meta: { label: t('order'), from: 'xl' },
        cell: ({ row }) =>
          row.original.orderNumber === null ? (
            <span className="text-muted">–</span>
          ) : (
            <span className="whitespace-nowrap font-mono">{row.original.orderNumber}</span>
          ),
      }),
      column.display({
        id: 'status',
        meta: { label: t('status') },
        cell: ({ row }) => <MessageBadges message={row.original} />,
      }),
      column.display({
        id: 'received',
        meta: { label: t('received'), align: 'end', from: 'sm' },
        cell: ({ row }) => (
          <time dateTime={row.original.receivedAt}>{format.dateTime(row.original.receivedAt)}</time>
        ),
      }),
    ]);
  }, [t, format]);
}
