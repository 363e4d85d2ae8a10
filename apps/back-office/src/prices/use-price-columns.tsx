import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { useCan } from '../session/account.tsx';
import { columnsOf } from '../table/table-features.ts';
import { BeforeCell, type Price, PriceAction, PriceCell, SkuCell } from './price-cells.tsx';

/** Returns the columns of a price list, whose prices can be typed over. */
export function usePriceColumns() {
  const t = useTranslations('prices');
  const format = useFormats();
  const canWrite = useCan('pricing:write');
  return useMemo(() => {
    const column = columnsOf<Price>();
    return column.columns([
      column.display({
        id: 'sku',
        meta: { label: t('sku') },
        cell: ({ row }) => <SkuCell price={row.original} />,
      }),
      column.display({
        id: 'price',
        meta: { label: t('price'), align: 'end' },
        cell: ({ row: { original: price } }) =>
          canWrite ? <PriceCell price={price} /> : format.money(price.price),
      }),
      column.display({
        id: 'before',
        meta: { label: t('before'), align: 'end', from: 'sm' },
        cell: ({ row }) => <BeforeCell price={row.original} />,
      }),
      column.display({
        id: 'updated',
        meta: { label: t('updated'), align: 'end', from: 'md' },
        cell: ({ row: { original: price } }) => (
          <time dateTime={price.updatedAt} className="text-muted">
            {format.dateTime(price.updatedAt)}
          </time>
        ),
      }),
      ...(canWrite
        ? [
            column.display({
              id: 'actions',
              meta: { label: t('remove'), align: 'end' as const, isAction: true },
              cell: ({ row }) => <PriceAction price={row.original} />,
            }),
          ]
        : []),
    ]);
  }, [t, format, canWrite]);
}
