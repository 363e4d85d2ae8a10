import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Mails } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isWholeEmail } from '../../customers/email-filter.ts';
import { EmailHint } from '../../customers/email-hint.tsx';
import { NO_PAGE } from '../../customers/no-page.ts';
import { ConsentsDialog, type Subscriber } from '../../newsletter/consents-dialog.tsx';
import { ExportButton } from '../../newsletter/export-button.tsx';
import { SUBSCRIBER_STATUSES, SUBSCRIBERS } from '../../newsletter/subscriber-list.ts';
import { useSubscriberColumns } from '../../newsletter/use-subscriber-columns.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { SearchFilter } from '../../table/search-filter.tsx';
import { SelectFilter } from '../../table/select-filter.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('newsletter:read');

const PAGE_SIZE = 50;

export default function SubscriberList() {
  const t = useTranslations('newsletter');
  const list = useListState(SUBSCRIBERS);
  const { filters } = list;
  const isAnswerable = isWholeEmail(filters.email);
  const [shown, setShown] = useState<Subscriber | null>(null);
  const page = useQuery(
    api.admin.newsletter.list.queryOptions(
      { ...filters, limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData, enabled: isAnswerable },
    ),
  );
  const columns = useSubscriberColumns(setShown);
  return (
    <Page title={t('title')} description={t('text')} actions={<ExportButton />}>
      <DataTable
        label={t('title')}
        list={list}
        page={isAnswerable ? page : NO_PAGE}
        columns={columns}
        rowId={({ id }) => id}
        filters={
          <>
            <SearchFilter
              value={filters.email}
              onChange={(value) => list.setFilter('email', value)}
              placeholder={t('searchPlaceholder')}
            />
            <SelectFilter
              label={t('status')}
              value={filters.status}
              options={SUBSCRIBER_STATUSES.map((value) => ({
                value,
                label: t(`statuses.${value}`),
              }))}
              onChange={(value) => list.setFilter('status', value)}
            />
            <EmailHint email={filters.email} />
          </>
        }
        empty={<EmptyState icon={<Mails />} title={t('emptyTitle')} description={t('emptyText')} />}
      />
      {shown !== null && <ConsentsDialog subscriber={shown} onClose={() => setShown(null)} />}
    </Page>
  );
}
