import { Badge } from '@trastienda/ui/badge';
import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { useCan } from '../session/account.tsx';
import { columnsOf } from '../table/table-features.ts';
import type { LedgerEntry } from './ledger-list.ts';
import { PostingsList } from './postings-list.tsx';

const TONES = { capture: 'info', sale: 'positive', refund: 'warning' } as const;

/** Returns the columns of the ledger. */
export function useLedgerColumns() {
  const t = useTranslations('ledger');
  const format = useFormats();
  const canReadOrders = useCan('orders:read');
  return useMemo(() => {
    const column = columnsOf<LedgerEntry>();
    return column.columns([
      column.display({
        id: 'kind',
        meta: { label: t('kind') },
        cell: ({ row }) => (
          <Badge tone={TONES[row.original.kind]}>{t(`kinds.${row.original.kind}`)}</Badge>
        ),
      }),
      column.display({
        id: 'postings',
        meta: { label: t('postings') },
        cell: ({ row }) => <PostingsList entry={row.original} />,
      }),
      column.display({
        id: 'order',
        meta: { label: t('order'), from: 'md' },
        cell: ({ row: { original: entry } }) => {
          if (entry.orderId === null) return <span className="text-muted">–</span>;
          return canReadOrders ? (
            <Link
              to={`/orders/${entry.orderId}`}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} font-mono text-xs`}
            >
              {entry.orderId}
            </Link>
          ) : (
            <span className="font-mono text-xs">{entry.orderId}</span>
          );
        },
      }),
      column.display({
        id: 'payment',
        meta: { label: t('payment'), from: 'xl' },
        cell: ({ row: { original: entry } }) => (
          <Link
            to={`/ledger?paymentId=${entry.paymentId}`}
            className={`${linkClass({ tone: 'text', underline: 'hover' })} font-mono text-xs`}
          >
            {entry.paymentId}
          </Link>
        ),
      }),
      column.display({
        id: 'at',
        meta: { label: t('at'), align: 'end', from: 'sm' },
        cell: ({ row }) => (
          <time dateTime={row.original.at} className="text-muted">
            {format.dateTime(row.original.at)}
          </time>
        ),
      }),
    ]);
  }, [t, format, canReadOrders]);
}
