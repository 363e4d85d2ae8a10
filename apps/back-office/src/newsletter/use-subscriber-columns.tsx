import { Badge } from '@trastienda/ui/badge';
import { Button } from '@trastienda/ui/button';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import type { Subscriber } from './consents-dialog.tsx';

const TONES = { pending: 'warning', subscribed: 'positive', unsubscribed: 'neutral' } as const;

/** Returns the columns of the list of subscribers. */
export function useSubscriberColumns(onShowConsents: (subscriber: Subscriber) => void) {
  const t = useTranslations();
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<Subscriber>();
    return column.columns([
      column.display({
        id: 'email',
        meta: { label: t('newsletter.email') },
        cell: ({ row: { original } }) =>
          original.email === null ? (
            <span className="text-muted">{t('newsletter.erased')}</span>
          ) : (
            <span className="break-all font-medium">{original.email}</span>
          ),
      }),
      column.display({
        id: 'status',
        meta: { label: t('newsletter.status') },
        cell: ({ row: { original } }) => (
          <Badge tone={TONES[original.status]} dot>
            {t(`newsletter.statuses.${original.status}`)}
          </Badge>
        ),
      }),
      column.display({
        id: 'language',
        meta: { label: t('newsletter.language'), from: 'md' },
        cell: ({ row }) => t(`shell.languages.${row.original.locale}`),
      }),
      column.display({
        id: 'consents',
        meta: { label: t('newsletter.consents'), from: 'sm' },
        cell: ({ row: { original } }) => (
          <Button
            size="sm"
            variant="ghost"
            className="-ml-3"
            onClick={() => onShowConsents(original)}
          >
            {t('newsletter.consentCount', { count: original.consents.length })}
          </Button>
        ),
      }),
      column.display({
        id: 'created',
        meta: { label: t('newsletter.since'), align: 'end', from: 'md' },
        cell: ({ row }) => (
          <time dateTime={row.original.createdAt}>{format.date(row.original.createdAt)}</time>
        ),
      }),
    ]);
  }, [t, format, onShowConsents]);
}
