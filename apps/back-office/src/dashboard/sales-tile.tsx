import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Select } from '@trastienda/ui/select';
import { Skeleton } from '@trastienda/ui/skeleton';
import { clsx } from 'clsx';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { chartRows } from '../charts/chart-rows.ts';
import { changeOf } from '../format/change-of.ts';
import { dateIn } from '../format/date-in.ts';
import { useFormats } from '../format/use-formats.ts';
import { api } from '../session/api.ts';
import { PERIODS, type Period, rangeOf } from './period.ts';
import { Tile, TileEmpty } from './tile.tsx';

const SalesChart = lazy(() =>
  import('../charts/sales-chart.tsx').then((module) => ({ default: module.SalesChart })),
);

interface FigureProps {
  readonly label: string;
  readonly value: string;
  /** Fraction; null where there is nothing to compare with. */
  readonly change: number | null;
  /** Whether more is worse. */
  readonly isCost?: boolean;
}

function Figure({ label, value, change, isCost = false }: FigureProps) {
  const t = useTranslations('overview.sales');
  const format = useFormats();
  const isGood = change !== null && (isCost ? change < 0 : change > 0);
  return (
    <div>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="mt-1 font-semibold text-xl tabular-nums">{value}</dd>
      <dd
        className={clsx(
          'mt-0.5 text-xs',
          change === null || change === 0
            ? 'text-muted'
            : isGood
              ? 'text-positive'
              : 'text-critical',
        )}
      >
        {change === null ? t('noChange') : t('change', { change: format.percentChange(change) })}
      </dd>
    </div>
  );
}

/** Sales of a period, compared with the period before. */
export function SalesTile() {
  const t = useTranslations('overview.sales');
  const format = useFormats();
  const [period, setPeriod] = useState<Period>('month');
  const [currency, setCurrency] = useState<string | null>(null);

  const status = useQuery(api.admin.reports.status.queryOptions());
  const range = status.data && rangeOf(period, dateIn(status.data.timeZone, new Date()));
  const report = useQuery(
    api.admin.reports.sales.queryOptions(range ?? skipToken, { placeholderData: keepPreviousData }),
  );
  const previous = report.data?.previous;
  const before = useQuery(
    api.admin.reports.sales.queryOptions(
      previous && range ? { ...previous, interval: range.interval } : skipToken,
      { placeholderData: keepPreviousData },
    ),
  );

  const currencies = report.data?.currencies ?? [];
  const chosen = currencies.find((each) => each.currency === currency) ?? currencies[0];
  const partsBefore = before.data?.currencies.find((each) => each.currency === chosen?.currency);
  const money = (amount: number | null) =>
    amount === null || chosen === undefined
      ? '–'
      : format.signedMoney({ amount, currency: chosen.currency });

  return (
    <Tile
      title={t('title')}
      {...(previous && {
        description: t('comparison', {
          from: format.day(previous.from),
          to: format.day(previous.to),
        }),
      })}
      className="lg:col-span-2"
      error={status.error ?? report.error}
      isLoading={report.data === undefined}
      onRetry={() => {
        void status.refetch();
        void report.refetch();
      }}
      actions={
        <>
          {currencies.length > 1 && (
            <Select
              size="sm"
              className="w-auto"
              aria-label={t('currency')}
              value={chosen?.currency}
              onChange={({ currentTarget }) => setCurrency(currentTarget.value)}
            >
              {currencies.map((each) => (
                <option key={each.currency}>{each.currency}</option>
              ))}
            </Select>
          )}
          <Select
            size="sm"
            className="w-auto"
            aria-label={t('period')}
            value={period}
            onChange={({ currentTarget }) =>
              setPeriod(PERIODS.find((each) => each === currentTarget.value) ?? 'month')
            }
          >
            {PERIODS.map((each) => (
              <option key={each} value={each}>
                {t(`periods.${each}`)}
              </option>
            ))}
          </Select>
        </>
      }
    >
      {chosen === undefined ? (
        <TileEmpty title={t('none')} text={t('noneText')} />
      ) : (
        <>
          <dl className="mb-6 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
            <Figure
              label={t('net')}
              value={money(chosen.total.netSales)}
              change={changeOf(chosen.total.netSales, chosen.previous.netSales)}
            />
            <Figure
              label={t('orders')}
              value={format.number(chosen.total.orders)}
              change={changeOf(chosen.total.orders, chosen.previous.orders)}
            />
            <Figure
              label={t('average')}
              value={money(chosen.total.averageOrder)}
              change={changeOf(chosen.total.averageOrder ?? 0, chosen.previous.averageOrder ?? 0)}
            />
            <Figure
              isCost
              label={t('refunds')}
              value={format.number(chosen.total.refunds)}
              change={changeOf(chosen.total.refunds, chosen.previous.refunds)}
            />
          </dl>
          <figure aria-label={t('chart', { currency: chosen.currency })}>
            <Suspense fallback={<Skeleton className="h-65" />}>
              <SalesChart
                rows={chartRows(chosen.parts, partsBefore?.parts ?? [])}
                currency={chosen.currency}
              />
            </Suspense>
            <figcaption className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-muted text-xs">
              <span className="flex items-center gap-2">
                <span aria-hidden="true" className="h-0.5 w-5 rounded-full bg-chart-1" />
                {t('now')}
              </span>
              <span className="flex items-center gap-2">
                <span aria-hidden="true" className="w-5 border-muted border-t-2 border-dashed" />
                {t('before')}
              </span>
            </figcaption>
          </figure>
        </>
      )}
    </Tile>
  );
}
