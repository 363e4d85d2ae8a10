import { toDecimal } from '@trastienda/shop-contract';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLocale, useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import type { ChartRow } from './chart-rows.ts';

export interface SalesChartProps {
  readonly rows: readonly ChartRow[];
  readonly currency: string;
}

const TICK = { fill: 'var(--color-muted)', fontSize: 12 };

/** Net sales over time, with those of the period before as a dashed line. */
export function SalesChart({ rows, currency }: SalesChartProps) {
  const t = useTranslations('overview.sales');
  const locale = useLocale();
  const format = useFormats();
  const compact = new Intl.NumberFormat(locale, { notation: 'compact' });
  const dayOf = (date: string) => format.day(date);
  /** Whole units, for the axis. */
  const unitsOf = (amount: number) =>
    Math.sign(amount) * Number(toDecimal({ amount: Math.abs(amount), currency }));
  const amountOf = (amount: number) => format.signedMoney({ amount, currency });
  return (
    <ResponsiveContainer width="100%" height={260}>
      <ComposedChart data={[...rows]} margin={{ top: 8, right: 4, bottom: 0, left: 0 }}>
        <defs>
          <linearGradient id="sales-fill" x1="0" y1="0" x2="0" y2="1">
            <stop offset="0%" stopColor="var(--color-chart-1)" stopOpacity={0.28} />
            <stop offset="100%" stopColor="var(--color-chart-1)" stopOpacity={0.02} />
          </linearGradient>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--color-border)" />
        <XAxis
          dataKey="from"
          tickFormatter={dayOf}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          minTickGap={32}
          interval="equidistantPreserveStart"
          tickMargin={8}
        />
        <YAxis
          width={48}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickFormatter={(amount: number) => compact.format(unitsOf(amount))}
        />
        <Tooltip
          cursor={{ stroke: 'var(--color-border-strong)' }}
          content={({ active, payload }) => {
            // The library does not know the type of the rows that it was given.
            const row = payload[0]?.payload as ChartRow | undefined;
            if (!active || row === undefined) return null;
            return (
              <div className="rounded-md border border-border bg-raised px-3 py-2 text-sm shadow-md">
                <p className="mb-1 text-muted text-xs">
                  {row.from === row.to ? dayOf(row.from) : `${dayOf(row.from)} – ${dayOf(row.to)}`}
                </p>
                <p className="font-medium tabular-nums">{amountOf(row.now)}</p>
                {row.before !== null && (
                  <p className="text-muted tabular-nums">{`${t('before')}: ${amountOf(row.before)}`}</p>
                )}
              </div>
            );
          }}
        />
        <Line
          dataKey="before"
          stroke="var(--color-muted)"
          strokeDasharray="4 4"
          strokeWidth={1.5}
          dot={false}
          isAnimationActive={false}
        />
        <Area
          dataKey="now"
          stroke="var(--color-chart-1)"
          strokeWidth={2}
          fill="url(#sales-fill)"
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
