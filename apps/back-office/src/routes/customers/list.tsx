import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Users } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { CUSTOMERS } from '../../customers/customer-list.ts';
import { isWholeEmail } from '../../customers/email-filter.ts';
import { EmailHint } from '../../customers/email-hint.tsx';
import { NO_PAGE } from '../../customers/no-page.ts';
import { useCustomerColumns } from '../../customers/use-customer-columns.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { SearchFilter } from '../../table/search-filter.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('accounts:read');

const PAGE_SIZE = 25;

export default function CustomerList() {
  const t = useTranslations('customers');
  const list = useListState(CUSTOMERS);
  const { email } = list.filters;
  const isAnswerable = isWholeEmail(email);
  const page = useQuery(
    api.admin.accounts.list.queryOptions(
      { email, role: 'customer', limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData, enabled: isAnswerable },
    ),
  );
  const columns = useCustomerColumns();
  return (
    <Page title={t('title')}>
      <DataTable
        label={t('title')}
        list={list}
        page={isAnswerable ? page : NO_PAGE}
        columns={columns}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/customers/${id}`}
        filters={
          <>
            <SearchFilter
              value={email}
              onChange={(value) => list.setFilter('email', value)}
              placeholder={t('searchPlaceholder')}
            />
            <EmailHint email={email} />
          </>
        }
        empty={<EmptyState icon={<Users />} title={t('emptyTitle')} description={t('emptyText')} />}
      />
    </Page>
  );
}
