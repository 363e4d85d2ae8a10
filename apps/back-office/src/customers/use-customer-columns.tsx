import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { AccountBadge, type Customer } from './account-badge.tsx';

/** Returns the columns of the list of customers. */
export function useCustomerColumns() {
  const t = useTranslations();
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<Customer>();
    return column.columns([
      column.display({
        id: 'customer',
        meta: { label: t('customers.customer') },
        cell: ({ row: { original: account } }) => (
          <span className="flex min-w-0 flex-col gap-0.5">
            <Link
              to={`/customers/${account.id}`}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} truncate font-medium`}
            >
              {account.name || t('customers.nameless')}
            </Link>
            <span className="truncate text-muted text-xs">
              {account.email ?? t('customers.noEmail')}
            </span>
          </span>
        ),
      }),
      column.display({
        id: 'state',
        meta: { label: t('customers.state') },
        cell: ({ row }) => <AccountBadge account={row.original} />,
      }),
      column.display({
        id: 'language',
        meta: { label: t('customers.language'), from: 'lg' },
        cell: ({ row }) => t(`shell.languages.${row.original.locale}`),
      }),
      column.display({
        id: 'secondFactor',
        meta: { label: t('customers.secondFactor'), from: 'lg' },
        cell: ({ row }) => (row.original.hasSecondFactor ? t('customers.on') : t('customers.off')),
      }),
      column.display({
        id: 'created',
        meta: { label: t('customers.since'), align: 'end', from: 'sm' },
        cell: ({ row }) => (
          <time dateTime={row.original.createdAt}>{format.date(row.original.createdAt)}</time>
        ),
      }),
    ]);
  }, [t, format]);
}
