import { Badge } from '@trastienda/ui/badge';
import { regionName } from '@trastienda/ui/regions';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useCountryNames } from '../format/use-country-names.ts';
import { useFormats } from '../format/use-formats.ts';
import { useCan } from '../session/account.tsx';
import { columnsOf } from '../table/table-features.ts';
import type { TaxZone } from './tax-zone.ts';
import { TaxZoneRowMenu } from './tax-zone-row-menu.tsx';

/** Returns the columns of the list of tax zones. */
export function useTaxColumns() {
  const t = useTranslations('taxes');
  const format = useFormats();
  const countries = useCountryNames();
  const canWrite = useCan('pricing:write');
  return useMemo(() => {
    const column = columnsOf<TaxZone>();
    const placeOf = ({ country, region }: TaxZone) => {
      if (country === null) return t('restOfWorld');
      const name = countries.nameOf(country);
      return region === null ? name : `${name} · ${regionName(country, region)}`;
    };
    return column.columns([
      column.display({
        id: 'place',
        meta: { label: t('place') },
        cell: ({ row }) => <span className="font-medium">{placeOf(row.original)}</span>,
      }),
      column.display({
        id: 'name',
        meta: { label: t('name') },
        cell: ({ row }) => row.original.name,
      }),
      column.display({
        id: 'rate',
        meta: { label: t('rate'), align: 'end' },
        cell: ({ row }) => format.rate(row.original.ratePpm),
      }),
      column.display({
        id: 'included',
        meta: { label: t('pricesColumn'), from: 'sm' },
        cell: ({ row }) =>
          row.original.isTaxIncluded ? (
            <Badge>{t('included')}</Badge>
          ) : (
            <Badge tone="info">{t('added')}</Badge>
          ),
      }),
      column.display({
        id: 'shipping',
        meta: { label: t('shippingColumn'), from: 'md' },
        cell: ({ row }) => (row.original.isShippingTaxed ? t('taxed') : t('untaxed')),
      }),
      column.display({
        id: 'updated',
        meta: { label: t('updated'), align: 'end', from: 'lg' },
        cell: ({ row }) => (
          <time dateTime={row.original.updatedAt} className="text-muted">
            {format.dateTime(row.original.updatedAt)}
          </time>
        ),
      }),
      ...(canWrite
        ? [
            column.display({
              id: 'actions',
              meta: { label: t('edit'), align: 'end' as const, isAction: true },
              cell: ({ row }) => (
                <TaxZoneRowMenu zone={row.original} place={placeOf(row.original)} />
              ),
            }),
          ]
        : []),
    ]);
  }, [t, format, countries, canWrite]);
}
