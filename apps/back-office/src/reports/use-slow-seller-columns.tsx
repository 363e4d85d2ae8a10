import type { RouterOutputs } from '@trastienda/shop-client';
import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';

type SlowSeller = RouterOutputs['admin']['reports']['slowSellers']['items'][number];

/** Returns the columns of SKUs that sold little. */
export function useSlowSellerColumns() {
  const t = useTranslations('reports');
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<SlowSeller>();
    return column.columns([
      column.display({
        id: 'title',
        meta: { label: t('dimensions.product') },
        cell: ({ row: { original: row } }) => (
          <div className="min-w-0">
            <Link
              to={`/products/${row.productId}`}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium`}
            >
              {row.title}
            </Link>
            <p className="font-mono text-muted text-xs">{row.sku}</p>
          </div>
        ),
      }),
      column.display({
        id: 'onHand',
        meta: { label: t('onHand'), align: 'end' },
        cell: ({ row }) => format.number(row.original.onHand),
      }),
      column.display({
        id: 'units',
        meta: { label: t('soldUnits'), align: 'end' },
        cell: ({ row }) => format.number(row.original.units),
      }),
      column.display({
        id: 'before',
        meta: { label: t('soldBefore'), align: 'end', from: 'sm' },
        cell: ({ row }) => format.number(row.original.previousUnits),
      }),
    ]);
  }, [t, format]);
}
