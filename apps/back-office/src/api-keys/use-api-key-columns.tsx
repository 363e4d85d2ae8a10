import { Badge } from '@trastienda/ui/badge';
import { Popover } from '@trastienda/ui/popover';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { type ApiKey, RevokeKey } from './revoke-key.tsx';

/** Returns the columns of the list of API keys. */
export function useApiKeyColumns() {
  const t = useTranslations();
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<ApiKey>();
    const isExpired = ({ expiresAt }: ApiKey) => Date.parse(expiresAt) <= Date.now();
    return column.columns([
      column.display({
        id: 'name',
        meta: { label: t('apiKeys.name') },
        cell: ({ row }) => <span className="font-medium">{row.original.name}</span>,
      }),
      column.display({
        id: 'state',
        meta: { label: t('apiKeys.state') },
        cell: ({ row: { original: key } }) => {
          if (key.revokedAt !== null) return <Badge dot>{t('apiKeys.revoked')}</Badge>;
          return isExpired(key) ? (
            <Badge dot tone="warning">
              {t('apiKeys.expired')}
            </Badge>
          ) : (
            <Badge dot tone="positive">
              {t('apiKeys.active')}
            </Badge>
          );
        },
      }),
      column.display({
        id: 'permissions',
        meta: { label: t('apiKeys.permissions'), from: 'md' },
        cell: ({ row: { original: key } }) => (
          <Popover
            trigger={
              <button type="button" className="underline decoration-dotted underline-offset-4">
                {t('staff.permissionCount', { count: key.permissions.length })}
              </button>
            }
            title={t('apiKeys.permissions')}
          >
            <ul className="flex max-h-72 flex-col gap-1.5 overflow-y-auto text-sm">
              {key.permissions.map((permission) => (
                <li key={permission}>{t(`permissions.${permission}`)}</li>
              ))}
            </ul>
          </Popover>
        ),
      }),
      column.display({
        id: 'used',
        meta: { label: t('apiKeys.lastUsed'), align: 'end', from: 'sm' },
        cell: ({ row: { original: key } }) =>
          key.lastUsedAt === null ? (
            <span className="text-muted">{t('apiKeys.never')}</span>
          ) : (
            <time dateTime={key.lastUsedAt}>{format.dateTime(key.lastUsedAt)}</time>
          ),
      }),
      column.display({
        id: 'expires',
        meta: { label: t('apiKeys.expires'), align: 'end', from: 'lg' },
        cell: ({ row: { original: key } }) => (
          <time dateTime={key.expiresAt} className="text-muted">
            {format.date(key.expiresAt)}
          </time>
        ),
      }),
      column.display({
        id: 'actions',
        meta: { label: t('apiKeys.revoke'), align: 'end', isAction: true },
        cell: ({ row: { original: key } }) =>
          key.revokedAt === null && !isExpired(key) && <RevokeKey apiKey={key} />,
      }),
    ]);
  }, [t, format]);
}
