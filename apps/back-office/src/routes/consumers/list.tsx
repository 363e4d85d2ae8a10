import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { CONSUMERS } from '../../consumers/consumer-lists.ts';
import { useConsumerColumns } from '../../consumers/use-consumer-columns.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { DataTable } from '../../table/data-table.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('events:read');

const REFRESH_MS = 10_000;

export default function EventConsumers() {
  const t = useTranslations('consumers');
  const list = useListState(CONSUMERS);
  const query = useQuery(
    api.admin.events.consumers.queryOptions(undefined, { refetchInterval: REFRESH_MS }),
  );
  const data = useMemo(
    () => query.data && { items: query.data.items, nextCursor: null },
    [query.data],
  );
  const columns = useConsumerColumns();
  return (
    <Page title={t('title')} description={t('text')}>
      <DataTable
        label={t('title')}
        list={list}
        page={{
          data,
          error: query.error,
          isFetching: query.isFetching,
          isPlaceholderData: query.isPlaceholderData,
          refetch: query.refetch,
        }}
        columns={columns}
        rowId={({ name }) => name}
        rowHref={({ name }) => `/events/${name}`}
      />
    </Page>
  );
}
