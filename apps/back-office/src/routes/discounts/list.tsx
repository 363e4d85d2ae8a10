import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { BadgePercent, Plus } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { DISCOUNTS } from '../../discounts/discount-list.ts';
import { useDiscountColumns } from '../../discounts/use-discount-columns.tsx';
import { useShopClock } from '../../format/use-shop-clock.ts';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
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
    <Page title={t('title')} description={t('text')} actions={create}>
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/discounts/${id}`}
        empty={
          <EmptyState
            icon={<BadgePercent />}
            title={t('emptyTitle')}
            description={t('emptyText')}
            actions={create}
          />
        }
      />
    </Page>
  );
}
