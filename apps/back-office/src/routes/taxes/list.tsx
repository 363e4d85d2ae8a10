import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { Landmark, Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useOpenByAddress } from '../../browser/use-open-by-address.ts';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { ListPage } from '../../shell/list-page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { useListState } from '../../table/use-list-state.ts';
import { TAXES } from '../../taxes/tax-list.ts';
import { TaxZoneDialog } from '../../taxes/tax-zone-dialog.tsx';
import { useTaxColumns } from '../../taxes/use-tax-columns.tsx';

export const handle = requires('pricing:read');

const PAGE_SIZE = 50;

export default function TaxZones() {
  const t = useTranslations('taxes');
  const list = useListState(TAXES);
  const page = useQuery(
    api.admin.taxes.list.queryOptions(
      { limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useTaxColumns();
  const canWrite = useCan('pricing:write');
  const [isCreating, setCreating] = useOpenByAddress('new');
  const create = canWrite && (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <ListPage
      title={t('title')}
      text={t('text')}
      emptyTitle={t('emptyTitle')}
      emptyText={t('emptyText')}
      emptyIcon={<Landmark />}
      create={create}
      list={list}
      page={page}
      columns={columns}
    >
      {isCreating && canWrite && <TaxZoneDialog zone={null} onClose={() => setCreating(false)} />}
    </ListPage>
  );
}
