import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Card, CardBody, CardHeader } from '@trastienda/ui/card';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Skeleton } from '@trastienda/ui/skeleton';
import { ChartNoAxesCombined } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { chartRows } from '../../charts/chart-rows.ts';
import { FailureAlert } from '../../errors/failure-alert.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { FigureTile } from '../../reports/figure-tile.tsx';
import { REPORT } from '../../reports/report-lists.ts';
import { ReportPage } from '../../reports/report-page.tsx';
import { intervalOf } from '../../reports/report-range.ts';
import { SalesParts } from '../../reports/sales-parts.tsx';
import { useReport } from '../../reports/use-report.ts';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('reports:read');

const SalesChart = lazy(() =>
  import('../../charts/sales-chart.tsx').then((module) => ({ default: module.SalesChart })),
);

export default function SalesOverTime() {
  const t = useTranslations('reports');
  const format = useFormats();
  const list = useListState(REPORT);
  const report = useReport(list);
  const { range } = report;
  const { currency } = list.filters;
  const interval = range === null ? 'day' : intervalOf(range);
  const inCurrency = currency !== undefined && { currency };
  const sales = useQuery(
    api.admin.reports.sales.queryOptions(
      range === null ? skipToken : { ...range, interval, ...inCurrency },
      { placeholderData: keepPreviousData },
    ),
  );
  const previous = sales.data?.previous;
  const before = useQuery(
    api.admin.reports.sales.queryOptions(
      previous === undefined ? skipToken : { ...previous, interval, ...inCurrency },
      { placeholderData: keepPreviousData },
    ),
  );

  return (
    <ReportPage
      tab="sales"
      list={list}
      report={report}
      files={['sales', 'orders', 'tax-lines']}
      parameters={{ interval }}
    >
      <FailureAlert error={sales.error} onRetry={() => void sales.refetch()} />
      {sales.isPending && range !== null && <Skeleton className="h-80" />}
      {sales.data?.currencies.length === 0 && (
        <Card padding="none">
          <EmptyState
            icon={<ChartNoAxesCombined />}
            title={t('noSales')}
            description={t('noSalesText')}
          />
        </Card>
      )}
      {sales.data?.currencies.map(({ currency: code, total, previous: last, parts }) => {
        const money = (amount: number | null) =>
          amount === null ? '–' : format.signedMoney({ amount, currency: code });
        const partsBefore = before.data?.currencies.find((each) => each.currency === code)?.parts;
        return (
          <section key={code} aria-label={code} className="flex flex-col gap-6">
            <div className="grid grid-cols-2 gap-4 xl:grid-cols-4">
              <FigureTile
                label={t('netSales')}
                value={money(total.netSales)}
                now={total.netSales}
                before={last.netSales}
              />
              <FigureTile
                label={t('orders')}
                value={format.number(total.orders)}
                now={total.orders}
                before={last.orders}
              />
              <FigureTile
                label={t('average')}
                value={money(total.averageOrder)}
                now={total.averageOrder}
                before={last.averageOrder}
              />
              <FigureTile
                isCost
                label={t('refundedSales')}
                value={money(total.refundedSales)}
                now={total.refundedSales}
                before={last.refundedSales}
              />
            </div>
            <Card padding="none">
              <CardHeader
                title={t('overTime', { currency: code })}
                {...(previous !== undefined && {
                  description: t('comparison', {
                    from: format.day(previous.from),
                    to: format.day(previous.to),
                  }),
                })}
              />
              <CardBody>
                <figure aria-label={t('chart', { currency: code })}>
                  <Suspense fallback={<Skeleton className="h-65" />}>
                    <SalesChart rows={chartRows(parts, partsBefore ?? [])} currency={code} />
                  </Suspense>
                </figure>
              </CardBody>
            </Card>
            <SalesParts currency={code} total={total} parts={parts} />
          </section>
        );
      })}
    </ReportPage>
  );
}
