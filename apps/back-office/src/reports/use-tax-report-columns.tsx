import type { RouterOutputs } from '@trastienda/shop-client';
import { regionName } from '@trastienda/ui/regions';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useCountryNames } from '../format/use-country-names.ts';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { ChangeText } from './change-text.tsx';

type TaxRow = RouterOutputs['admin']['reports']['taxes']['items'][number];

/** Returns the columns of taxes by place and rate. */
export function useTaxReportColumns() {
  const t = useTranslations('reports');
  const format = useFormats();
  const { nameOf } = useCountryNames();
  return useMemo(() => {
    const column = columnsOf<TaxRow>();
    const moneyColumn = (
      id: 'netTaxable' | 'netTax' | 'refundedTaxable' | 'refundedTax',
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
        id: 'place',
        meta: { label: t('place') },
        cell: ({ row: { original: row } }) => (
          <div>
            <p className="font-medium">{nameOf(row.country)}</p>
            {row.region !== null && (
              <p className="text-muted text-xs">{regionName(row.country, row.region)}</p>
            )}
          </div>
        ),
      }),
      column.display({
        id: 'rate',
        meta: { label: t('rate') },
        cell: ({ row: { original: row } }) =>
          row.name === null ? (
            <span className="text-muted">{t('untaxed')}</span>
          ) : (
            `${row.name} ${format.rate(row.ratePpm)}`
          ),
      }),
      moneyColumn('netTaxable', 'sm'),
      moneyColumn('netTax'),
      column.display({
        id: 'change',
        meta: { label: t('change'), align: 'end', from: 'md' },
        cell: ({ row: { original: row } }) => (
          <ChangeText now={row.figures.netTax} before={row.previous.netTax} />
        ),
      }),
      moneyColumn('refundedTaxable', 'lg'),
      moneyColumn('refundedTax', 'lg'),
    ]);
  }, [t, format, nameOf]);
}
