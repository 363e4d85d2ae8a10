import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AUDIT_ACTIONS } from '@trastienda/shop-contract';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { AUDIT } from '../../audit/audit-list.ts';
import { EntryDrawer } from '../../audit/entry-drawer.tsx';
import { useAuditColumns } from '../../audit/use-audit-columns.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { IdFilter } from '../../table/id-filter.tsx';
import { SelectFilter } from '../../table/select-filter.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('audit:read');

const PAGE_SIZE = 50;
const ACTIONS = [...AUDIT_ACTIONS].sort().map((value) => ({ value, label: value }));

export default function AuditLog() {
  const t = useTranslations('audit');
  const list = useListState(AUDIT);
  const { filters } = list;
  const [openId, setOpenId] = useState<string | null>(null);
  const page = useQuery(
    api.admin.audit.list.queryOptions(
      { ...filters, limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useAuditColumns(setOpenId);
  const opened = page.data?.items.find(({ id }) => id === openId);
  return (
    <Page title={t('title')} description={t('text')}>
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        filters={
          <>
            <SelectFilter
              label={t('action')}
              value={filters.action}
              options={ACTIONS}
              onChange={(value) => list.setFilter('action', value)}
            />
            <IdFilter
              label={t('actorId')}
              value={filters.actorId}
              onChange={(value) => list.setFilter('actorId', value)}
            />
            <IdFilter
              label={t('subjectId')}
              value={filters.subjectId}
              onChange={(value) => list.setFilter('subjectId', value)}
            />
          </>
        }
      />
      {opened !== undefined && <EntryDrawer entry={opened} onClose={() => setOpenId(null)} />}
    </Page>
  );
}
