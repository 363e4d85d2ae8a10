import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Card } from '@trastienda/ui/card';
import { EmptyState } from '@trastienda/ui/empty-state';
import { SectionHeader } from '@trastienda/ui/section-header';
import { Skeleton } from '@trastienda/ui/skeleton';
import { ShoppingCart } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../../errors/failure-alert.tsx';
import { CheckoutFigures } from '../../reports/checkout-figures.tsx';
import { REPORT } from '../../reports/report-lists.ts';
import { ReportPage } from '../../reports/report-page.tsx';
import { useReport } from '../../reports/use-report.ts';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('reports:read');

export default function Checkouts() {
  const t = useTranslations('reports');
  const list = useListState(REPORT);
  const report = useReport(list);
  const { currency } = list.filters;
  const { data, error, isPending, refetch } = useQuery(
    api.admin.reports.checkouts.queryOptions(
      report.range === null
        ? skipToken
        : { ...report.range, ...(currency !== undefined && { currency }) },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <ReportPage tab="checkouts" list={list} report={report} files={['checkouts']}>
      <FailureAlert error={error} onRetry={() => void refetch()} />
      {isPending && report.range !== null && <Skeleton className="h-60" />}
      {data?.currencies.length === 0 && (
        <Card padding="none">
          <EmptyState
            icon={<ShoppingCart />}
            title={t('noCheckouts')}
            description={t('noCheckoutsText')}
          />
        </Card>
      )}
      {data?.currencies.map(({ currency: code, total, previous }) => (
        <section key={code} className="flex flex-col gap-4">
          <SectionHeader title={t('checkoutsIn', { currency: code })} />
          <CheckoutFigures currency={code} total={total} previous={previous} />
        </section>
      ))}
    </ReportPage>
  );
}
