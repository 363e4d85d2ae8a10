import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Checkbox } from '@trastienda/ui/checkbox';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Inbox } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { MESSAGE_STATUSES, MESSAGES } from '../../messages-inbox/message-list.ts';
import { useMessageColumns } from '../../messages-inbox/use-message-columns.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { SelectFilter } from '../../table/select-filter.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('messages:read');

const PAGE_SIZE = 25;

export default function MessageList() {
  const t = useTranslations('inbox');
  const list = useListState(MESSAGES);
  const { filters } = list;
  const page = useQuery(
    api.admin.messages.list.queryOptions(
      { ...filters, limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMessageColumns();
  return (
    <Page title={t('title')}>
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/messages/${id}`}
        filters={
          <>
            <SelectFilter
              label={t('status')}
              value={filters.status}
              options={MESSAGE_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))}
              onChange={(value) => list.setFilter('status', value)}
            />
            <Checkbox
              label={t('onlyFlagged')}
              checked={filters.isFlagged === true}
              onChange={({ currentTarget: { checked } }) =>
                list.setFilter('isFlagged', checked ? true : undefined)
              }
            />
          </>
        }
        empty={<EmptyState icon={<Inbox />} title={t('emptyTitle')} description={t('emptyText')} />}
      />
    </Page>
  );
}
