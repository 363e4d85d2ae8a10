import type { StaffOrder } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';
import { OrderTotals } from '../../totals/order-totals.tsx';

/** What an order costs, below its lines. */
export function PriceTotals({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('orders');
  const format = useFormats();
  const { taxes, isTaxIncluded } = order.prices;
  return (
    <OrderTotals
      order={order}
      taxes={taxes.map(({ name, ratePpm, amount }) => ({
        label: t(isTaxIncluded ? 'taxIncluded' : 'taxAdded', {
          name,
          rate: format.rate(ratePpm),
        }),
        amount,
      }))}
      className="px-5 py-5 sm:ml-auto sm:w-96 sm:px-6"
    />
  );
}
