import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { EmptyState } from '@trastienda/ui/empty-state';
import { ChartNoAxesCombined } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { SLOW_SELLERS, UNIT_LIMITS } from '../../reports/report-lists.ts';
import { ReportPage } from '../../reports/report-page.tsx';
import { useReport } from '../../reports/use-report.ts';
import { useSlowSellerColumns } from '../../reports/use-slow-seller-columns.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { SelectFilter } from '../../table/select-filter.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('reports:read');

const PAGE_SIZE = 50;

export default function SlowSellers() {
  const t = useTranslations('reports');
  const list = useListState(SLOW_SELLERS);
  const report = useReport(list);
  const { maxUnits = '0' } = list.filters;
  const page = useQuery(
    api.admin.reports.slowSellers.queryOptions(
      report.range === null
        ? skipToken
        : { ...report.range, maxUnits: Number(maxUnits), limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useSlowSellerColumns();
  return (
    <ReportPage
      tab="slowSellers"
      list={list}
      report={report}
      files={['slow-sellers']}
      parameters={{ maxUnits }}
      hasCurrency={false}
    >
      <DataTable
        label={t('tabs.slowSellers')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ sku }) => sku}
        emptyBelow={
          <EmptyState
            size="sm"
            icon={<ChartNoAxesCombined />}
            title={t('noSlowSellers')}
            description={t('noSlowSellersText')}
          />
        }
        filters={
          <SelectFilter
            label={t('sold')}
            any={null}
            value={maxUnits}
            options={UNIT_LIMITS.map((value) => ({
              value,
              label: t('atMost', { count: Number(value) }),
            }))}
            onChange={(value) => list.setFilter('maxUnits', value === '0' ? undefined : value)}
          />
        }
      />
    </ReportPage>
  );
}
