import { Badge } from '@trastienda/ui/badge';
import { linkClass } from '@trastienda/ui/link';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useCountryNames } from '../format/use-country-names.ts';
import { useFormats } from '../format/use-formats.ts';
import { useCan } from '../session/account.tsx';
import { columnsOf } from '../table/table-features.ts';
import { destinationOf, type ShippingMethod, type ShippingRate } from './shipping-method.ts';
import { ShippingRowMenu } from './shipping-row-menu.tsx';

const MAX_NAMED = 3;

/** Returns the columns of the list of shipping methods. */
export function useShippingColumns() {
  const t = useTranslations('shipping');
  const format = useFormats();
  const { nameOf } = useCountryNames();
  const canWrite = useCan('pricing:write');
  return useMemo(() => {
    const column = columnsOf<ShippingMethod>();
    const placeOf = (method: ShippingMethod) => {
      const destination = destinationOf(method);
      if (destination !== 'countries') return t(`destinations.${destination}`);
      const named = method.countries.slice(0, MAX_NAMED).map(nameOf).join(', ');
      const more = method.countries.length - MAX_NAMED;
      return more > 0 ? t('more', { named, count: more }) : named;
    };
    const priceOf = ({ currency, bands }: ShippingRate) => {
      const amounts = bands.map(({ amount }) => amount);
      const least = format.money({ amount: Math.min(...amounts), currency });
      return amounts.length === 1 ? least : t('from', { price: least });
    };
    return column.columns([
      column.display({
        id: 'name',
        meta: { label: t('name') },
        cell: ({ row: { original: method } }) => (
          <Link
            to={`/shipping/${method.id}`}
            className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium`}
          >
            {method.name}
          </Link>
        ),
      }),
      column.display({
        id: 'state',
        meta: { label: t('state') },
        cell: ({ row }) =>
          row.original.isActive ? (
            <Badge tone="positive" dot>
              {t('active')}
            </Badge>
          ) : (
            <Badge dot>{t('inactive')}</Badge>
          ),
      }),
      column.display({
        id: 'place',
        meta: { label: t('destination'), from: 'md' },
        cell: ({ row }) => placeOf(row.original),
      }),
      column.display({
        id: 'price',
        meta: { label: t('price'), align: 'end', from: 'sm' },
        cell: ({ row }) => row.original.rates.map(priceOf).join(' · '),
      }),
      ...(canWrite
        ? [
            column.display({
              id: 'actions',
              meta: { label: t('edit'), align: 'end' as const, isAction: true },
              cell: ({ row }) => <ShippingRowMenu method={row.original} />,
            }),
          ]
        : []),
    ]);
  }, [t, format, nameOf, canWrite]);
}
