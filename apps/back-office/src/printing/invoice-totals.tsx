import type { StaffOrder } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { OrderTotals } from '../totals/order-totals.tsx';
import { taxRows } from './tax-rows.ts';

/** The taxes, each with its base. */
function TaxTable({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('documents');
  const format = useFormats();
  const rows = taxRows(order);
  if (rows.length === 0) return <p className="text-muted text-sm">{t('noTax')}</p>;
  const money = (amount: number) => format.money({ amount, currency: order.currency });
  return (
    <table className="text-left text-sm">
      <thead className="text-muted text-xs">
        <tr>
          <th scope="col" className="pr-6 pb-1 font-medium">
            {t('tax')}
          </th>
          <th scope="col" className="pr-6 pb-1 text-right font-medium">
            {t('taxBase')}
          </th>
          <th scope="col" className="pb-1 text-right font-medium">
            {t('taxAmount')}
          </th>
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {rows.map(({ name, ratePpm, base, tax }) => (
          <tr key={`${name} ${ratePpm}`}>
            <td className="py-0.5 pr-6">
              {name === null ? t('untaxed') : `${name} ${format.rate(ratePpm)}`}
            </td>
            <td className="py-0.5 pr-6 text-right">{money(base)}</td>
            <td className="py-0.5 text-right">{money(tax)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Taxes, discounts, shipping, the total and what was refunded of it. */
export function InvoiceTotals({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('documents');
  const { isTaxIncluded, taxTotal } = order.prices;
  const label = t(isTaxIncluded ? 'taxIncluded' : 'taxAdded');
  return (
    <div className="flex break-inside-avoid flex-wrap items-start justify-between gap-x-10 gap-y-6">
      <TaxTable order={order} />
      <OrderTotals
        order={order}
        taxes={taxTotal.amount > 0 ? [{ label, amount: taxTotal }] : []}
        className="w-full sm:ml-auto sm:w-80 print:w-80"
      />
    </div>
  );
}
