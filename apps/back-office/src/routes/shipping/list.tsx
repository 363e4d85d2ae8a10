import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Plus, Truck } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { SHIPPING } from '../../shipping/shipping-list.ts';
import { useShippingColumns } from '../../shipping/use-shipping-columns.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('pricing:read');

const PAGE_SIZE = 50;

export default function ShippingMethods() {
  const t = useTranslations('shipping');
  const list = useListState(SHIPPING);
  const page = useQuery(
    api.admin.shipping.list.queryOptions(
      { limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useShippingColumns();
  const canWrite = useCan('pricing:write');
  const create = canWrite && (
    <Button variant="primary" icon={<Plus />} render={<Link to="/shipping/new" />}>
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} description={t('text')} actions={create}>
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/shipping/${id}`}
        empty={
          <EmptyState
            icon={<Truck />}
            title={t('emptyTitle')}
            description={t('emptyText')}
            actions={create}
          />
        }
      />
    </Page>
  );
}
