import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { WEBHOOK_DELIVERY_STATUSES } from '@trastienda/shop-contract';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../session/api.ts';
import { cursorOf } from '../table/cursor-of.ts';
import { DataTable } from '../table/data-table.tsx';
import { SelectFilter } from '../table/select-filter.tsx';
import { useListState } from '../table/use-list-state.ts';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import type { Endpoint } from './endpoint.ts';
import { useDeliveryColumns } from './use-delivery-columns.tsx';
import { DELIVERIES } from './webhook-lists.ts';

const PAGE_SIZE = 25;
/** While something is on its way, the list is asked for again. */
const REFRESH_MS = 3_000;

/** The deliveries to an endpoint; one opens with its attempts. */
export function Deliveries({ endpoint }: { readonly endpoint: Endpoint }) {
  const t = useTranslations('webhooks');
  const list = useListState(DELIVERIES);
  const [openId, setOpenId] = useState<string | null>(null);
  const page = useQuery(
    api.admin.webhooks.deliveries.queryOptions(
      { ...list.filters, endpointId: endpoint.id, limit: PAGE_SIZE, ...cursorOf(list) },
      {
        placeholderData: keepPreviousData,
        refetchInterval: ({ state }) =>
          state.data?.items.some(({ status }) => status === 'pending') ? REFRESH_MS : false,
      },
    ),
  );
  const columns = useDeliveryColumns(setOpenId);
  const opened = page.data?.items.find(({ id }) => id === openId);
  return (
    <>
      <DataTable
        label={t('deliveries')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        filters={
          <SelectFilter
            label={t('state')}
            value={list.filters.status}
            options={WEBHOOK_DELIVERY_STATUSES.map((value) => ({
              value,
              label: t(`statuses.${value}`),
            }))}
            onChange={(value) => list.setFilter('status', value)}
          />
        }
        empty={
          <EmptyState
            icon={<Inbox />}
            title={t('noDeliveries')}
            description={t('noDeliveriesText')}
          />
        }
      />
      {opened !== undefined && (
        <DeliveryDrawer
          delivery={opened}
          isEnabled={endpoint.isEnabled}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}
