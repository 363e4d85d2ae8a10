import type { StaffOrder } from '@trastienda/shop-client';
import { clsx } from 'clsx';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { taxRows } from './tax-rows.ts';

function Row({
  label,
  value,
  isStrong = false,
  className,
}: {
  readonly label: string;
  readonly value: string;
  readonly isStrong?: boolean;
  readonly className?: string;
}) {
  return (
    <div className={clsx('flex justify-between gap-6', isStrong && 'font-semibold', className)}>
      <dt className={isStrong ? '' : 'text-muted'}>{label}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  );
}

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
              {name} {t('rate', { rate: format.number(ratePpm / 10_000) })}
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
  const format = useFormats();
  const { prices, total, refunded, shippingMethod } = order;
  const { shipping, isTaxIncluded, discounts } = prices;
  const shippingLabel =
    shippingMethod === null ? t('shipping') : `${t('shipping')} · ${shippingMethod.name}`;
  const net = { amount: total.amount - refunded.amount, currency: total.currency };
  return (
    <div className="flex break-inside-avoid flex-wrap items-start justify-between gap-x-10 gap-y-6">
      <TaxTable order={order} />
      <dl className="flex w-full flex-col gap-1.5 text-sm sm:ml-auto sm:w-80 print:w-80">
        <Row label={t('subtotal')} value={format.money(prices.subtotal)} />
        {discounts.map(({ id, title, code, amount }) => (
          <Row
            key={id}
            label={code === null || code === title ? title : `${title} (${code})`}
            value={`−${format.money(amount)}`}
          />
        ))}
        <Row label={shippingLabel} value={format.money(shipping.price)} />
        {!isTaxIncluded && prices.taxTotal.amount > 0 && (
          <Row label={t('taxAdded')} value={format.money(prices.taxTotal)} />
        )}
        <Row
          isStrong
          className="mt-2 border-border border-t pt-3 text-base"
          label={t('total')}
          value={format.money(total)}
        />
        {isTaxIncluded && prices.taxTotal.amount > 0 && (
          <Row label={t('taxIncluded')} value={format.money(prices.taxTotal)} />
        )}
        {refunded.amount > 0 && (
          <>
            <Row label={t('refunded')} value={`−${format.money(refunded)}`} />
            <Row isStrong label={t('net')} value={format.money(net)} />
          </>
        )}
      </dl>
    </div>
  );
}
