import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { BadgePercent, Plus } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { DISCOUNTS } from '../../discounts/discount-list.ts';
import { useDiscountColumns } from '../../discounts/use-discount-columns.tsx';
import { useShopClock } from '../../format/use-shop-clock.ts';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { ListPage } from '../../shell/list-page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('pricing:read');

const PAGE_SIZE = 25;

export default function DiscountList() {
  const t = useTranslations('discounts');
  const list = useListState(DISCOUNTS);
  const clock = useShopClock();
  const page = useQuery(
    api.admin.discounts.list.queryOptions(
      { limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useDiscountColumns(clock);
  const canWrite = useCan('pricing:write');
  const create = canWrite && (
    <Button variant="primary" icon={<Plus />} render={<Link to="/discounts/new" />}>
      {t('create')}
    </Button>
  );
  return (
    <ListPage
      title={t('title')}
      text={t('text')}
      emptyTitle={t('emptyTitle')}
      emptyText={t('emptyText')}
      emptyIcon={<BadgePercent />}
      create={create}
      list={list}
      page={page}
      columns={columns}
      rowHref={({ id }) => `/discounts/${id}`}
    />
  );
}
