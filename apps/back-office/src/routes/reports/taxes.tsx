import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { EmptyState } from '@trastienda/ui/empty-state';
import { ChartNoAxesCombined } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { TAX_REPORT } from '../../reports/report-lists.ts';
import { ReportPage } from '../../reports/report-page.tsx';
import { useReport } from '../../reports/use-report.ts';
import { useTaxReportColumns } from '../../reports/use-tax-report-columns.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('reports:read');

const PAGE_SIZE = 50;

export default function TaxReport() {
  const t = useTranslations('reports');
  const list = useListState(TAX_REPORT);
  const report = useReport(list);
  const { currency } = list.filters;
  const page = useQuery(
    api.admin.reports.taxes.queryOptions(
      report.range === null
        ? skipToken
        : {
            ...report.range,
            limit: PAGE_SIZE,
            ...(currency !== undefined && { currency }),
            ...cursorOf(list),
          },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useTaxReportColumns();
  return (
    <ReportPage tab="taxes" list={list} report={report} files={['taxes', 'tax-lines']}>
      <DataTable
        label={t('tabs.taxes')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ currency: code, country, region, ratePpm, name }) =>
          [code, country, region, ratePpm, name].join(' ')
        }
        emptyBelow={
          <EmptyState
            size="sm"
            icon={<ChartNoAxesCombined />}
            title={t('noSales')}
            description={t('noSalesText')}
          />
        }
      />
    </ReportPage>
  );
}
