import { skipToken, useQuery } from '@tanstack/react-query';
import { REPORT_DIMENSIONS } from '@trastienda/shop-contract';
import { EmptyState } from '@trastienda/ui/empty-state';
import { ChartNoAxesCombined } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { keepRowsBy } from '../../reports/keep-rows.ts';
import { BREAKDOWN } from '../../reports/report-lists.ts';
import { ReportPage } from '../../reports/report-page.tsx';
import { useBreakdownColumns } from '../../reports/use-breakdown-columns.tsx';
import { useReport } from '../../reports/use-report.ts';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { SelectFilter } from '../../table/select-filter.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('reports:read');

const PAGE_SIZE = 25;
const FILES = {
  product: 'products',
  variant: 'variants',
  vendor: 'vendors',
  country: 'countries',
  discount: 'discounts',
} as const;

export default function SalesBreakdown() {
  const t = useTranslations('reports');
  const list = useListState(BREAKDOWN);
  const report = useReport(list);
  const { by = 'product', currency } = list.filters;
  const page = useQuery(
    api.admin.reports.salesBy.queryOptions(
      report.range === null
        ? skipToken
        : {
            ...report.range,
            by,
            limit: PAGE_SIZE,
            ...(currency !== undefined && { currency }),
            ...cursorOf(list),
          },
      { placeholderData: keepRowsBy(by) },
    ),
  );
  const columns = useBreakdownColumns(by);
  return (
    <ReportPage tab="breakdown" list={list} report={report} files={[FILES[by]]}>
      <DataTable
        label={t('tabs.breakdown')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ currency: code, key }) => `${code} ${key}`}
        emptyBelow={
          <EmptyState
            size="sm"
            icon={<ChartNoAxesCombined />}
            title={t(by === 'discount' ? 'noDiscounts' : 'noSales')}
            description={t(by === 'discount' ? 'noDiscountsText' : 'noSalesText')}
          />
        }
        filters={
          <SelectFilter
            label={t('by')}
            any={null}
            value={by}
            options={REPORT_DIMENSIONS.map((value) => ({
              value,
              label: t(`byDimensions.${value}`),
            }))}
            onChange={(value) => list.setFilter('by', value === 'product' ? undefined : value)}
          />
        }
      />
    </ReportPage>
  );
}
