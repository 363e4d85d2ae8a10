import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Card, CardBody, CardHeader } from '@trastienda/ui/card';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Skeleton } from '@trastienda/ui/skeleton';
import { Boxes } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../../errors/failure-alert.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { FigureTile } from '../../reports/figure-tile.tsx';
import { REPORT } from '../../reports/report-lists.ts';
import { ReportPage } from '../../reports/report-page.tsx';
import { useReport } from '../../reports/use-report.ts';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('reports:read');

const SalesChart = lazy(() =>
  import('../../charts/sales-chart.tsx').then((module) => ({ default: module.SalesChart })),
);

export default function StockValue() {
  const t = useTranslations('reports');
  const format = useFormats();
  const list = useListState(REPORT);
  const report = useReport(list);
  const { data, error, isPending, refetch } = useQuery(
    api.admin.reports.stockValue.queryOptions(report.range ?? skipToken, {
      placeholderData: keepPreviousData,
    }),
  );
  const total = data?.total ?? null;
  const previous = data?.previous ?? null;
  return (
    <ReportPage tab="stock" list={list} report={report} files={['stock-value']} hasCurrency={false}>
      <FailureAlert error={error} onRetry={() => void refetch()} />
      {isPending && report.range !== null && <Skeleton className="h-80" />}
      {data !== undefined && total === null && (
        <Card padding="none">
          <EmptyState
            icon={<Boxes />}
            title={t('noStockValue')}
            description={t('noStockValueText')}
          />
        </Card>
      )}
      {data !== undefined && total !== null && (
        <>
          <div className="grid grid-cols-2 gap-4 max-lg:[&>:first-child]:col-span-2 lg:grid-cols-3">
            <FigureTile
              label={t('stockValue')}
              value={format.signedMoney({ amount: total.value, currency: total.currency })}
              now={total.value}
              before={previous?.value ?? null}
            />
            <FigureTile
              label={t('stockUnits')}
              value={format.number(total.units)}
              now={total.units}
              before={previous?.units ?? null}
            />
            <FigureTile
              label={t('stockSkus')}
              value={format.number(total.skus)}
              now={total.skus}
              before={previous?.skus ?? null}
            />
          </div>
          {data.days.length > 1 && (
            <Card padding="none">
              <CardHeader title={t('stockOverTime')} description={t('stockText')} />
              <CardBody>
                <figure aria-label={t('stockOverTime')}>
                  <Suspense fallback={<Skeleton className="h-65" />}>
                    <SalesChart
                      rows={data.days.map(({ day, value }) => ({
                        from: day,
                        to: day,
                        now: value,
                        before: null,
                      }))}
                      currency={total.currency}
                    />
                  </Suspense>
                </figure>
              </CardBody>
            </Card>
          )}
        </>
      )}
    </ReportPage>
  );
}
