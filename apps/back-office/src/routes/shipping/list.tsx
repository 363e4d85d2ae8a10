import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { Plus, Truck } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { ListPage } from '../../shell/list-page.tsx';
import { SHIPPING } from '../../shipping/shipping-list.ts';
import { useShippingColumns } from '../../shipping/use-shipping-columns.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
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
    <ListPage
      title={t('title')}
      text={t('text')}
      emptyTitle={t('emptyTitle')}
      emptyText={t('emptyText')}
      emptyIcon={<Truck />}
      create={create}
      list={list}
      page={page}
      columns={columns}
      rowHref={({ id }) => `/shipping/${id}`}
    />
  );
}
