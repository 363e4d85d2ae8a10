import { Badge } from '@trastienda/ui/badge';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Breakable } from '../format/breakable.tsx';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import type { StaffAccount } from './account.ts';
import { AccountRowMenu } from './account-row-menu.tsx';

const TONES = {
  owner: 'accent',
  manager: 'info',
  staff: 'neutral',
  customer: 'neutral',
} as const;

/** Returns the columns of the list of accounts. */
export function useStaffColumns() {
  const t = useTranslations();
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<StaffAccount>();
    return column.columns([
      column.display({
        id: 'name',
        meta: { label: t('staff.name') },
        cell: ({ row: { original: account } }) => (
          <div className="w-36 sm:w-auto">
            <p className="font-medium">{account.name}</p>
            <p className="text-muted text-xs">
              <Breakable address={account.email ?? t('staff.deleted')} />
            </p>
          </div>
        ),
      }),
      column.display({
        id: 'role',
        meta: { label: t('staff.role') },
        cell: ({ row: { original: account } }) => (
          <span className="inline-flex flex-wrap gap-1.5">
            <Badge tone={TONES[account.role]}>{t(`shell.roles.${account.role}`)}</Badge>
            {account.disabledAt !== null && account.deletedAt === null && (
              <Badge tone="critical">{t('staff.disabled')}</Badge>
            )}
          </span>
        ),
      }),
      column.display({
        id: 'factor',
        meta: { label: t('staff.factor'), from: 'md' },
        cell: ({ row }) =>
          row.original.hasSecondFactor ? (
            <Badge tone="positive">{t('staff.factorOn')}</Badge>
          ) : (
            <span className="text-muted">{t('staff.factorOff')}</span>
          ),
      }),
      column.display({
        id: 'created',
        meta: { label: t('staff.createdAt'), align: 'end', from: 'lg' },
        cell: ({ row }) => (
          <time dateTime={row.original.createdAt} className="text-muted">
            {format.date(row.original.createdAt)}
          </time>
        ),
      }),
      column.display({
        id: 'actions',
        meta: { label: t('staff.changeRole'), align: 'end', isAction: true },
        cell: ({ row }) => <AccountRowMenu account={row.original} />,
      }),
    ]);
  }, [t, format]);
}
