import type { RouterOutputs } from '@trastienda/shop-client';
import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useCountryNames } from '../format/use-country-names.ts';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { ChangeText } from './change-text.tsx';

export type BreakdownRow = RouterOutputs['admin']['reports']['salesBy']['items'][number];
export type Dimension = 'product' | 'variant' | 'vendor' | 'country' | 'discount';

/** Returns the columns of sales by what they were of. */
export function useBreakdownColumns(by: Dimension) {
  const t = useTranslations('reports');
  const format = useFormats();
  const { nameOf } = useCountryNames();
  return useMemo(() => {
    const column = columnsOf<BreakdownRow>();
    const linkOf = ({ key, productId }: BreakdownRow) => {
      if (by === 'product') return `/products/${key}`;
      if (by === 'variant' && productId !== null) return `/products/${productId}`;
      return by === 'discount' ? `/discounts/${key}` : null;
    };
    const labelOf = ({ key, label }: BreakdownRow) => {
      if (by === 'country') return nameOf(key);
      return key === '' ? t('noVendor') : label;
    };
    const moneyColumn = (
      id: 'netSales' | 'discount' | 'refundedSales',
      from?: 'sm' | 'md' | 'lg',
    ) =>
      column.display({
        id,
        meta: { label: t(id), align: 'end' as const, ...(from !== undefined && { from }) },
        cell: ({ row: { original: row } }) =>
          format.signedMoney({ amount: row.figures[id], currency: row.currency }),
      });
    return column.columns([
      column.display({
        id: 'label',
        meta: { label: t(`dimensions.${by}`) },
        cell({ row: { original: row } }) {
          const to = linkOf(row);
          const label = labelOf(row);
          return (
            <div className="min-w-0">
              {to === null ? (
                <span className="font-medium">{label}</span>
              ) : (
                <Link
                  to={to}
                  className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium`}
                >
                  {label}
                </Link>
              )}
              {by === 'variant' && label !== row.key && (
                <p className="font-mono text-muted text-xs">{row.key}</p>
              )}
            </div>
          );
        },
      }),
      column.display({
        id: 'units',
        meta: { label: t('units'), align: 'end', from: 'sm' },
        cell: ({ row }) => format.number(row.original.figures.units),
      }),
      moneyColumn('netSales'),
      column.display({
        id: 'change',
        meta: { label: t('change'), align: 'end', from: 'sm' },
        cell: ({ row: { original: row } }) => (
          <ChangeText now={row.figures.netSales} before={row.previous.netSales} />
        ),
      }),
      moneyColumn('discount', 'md'),
      moneyColumn('refundedSales', 'lg'),
    ]);
  }, [t, format, nameOf, by]);
}
