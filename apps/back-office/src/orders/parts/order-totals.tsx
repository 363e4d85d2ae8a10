import type { StaffOrder } from '@trastienda/shop-client';
import { clsx } from 'clsx';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';

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
      <dd className="text-right tabular-nums">{value}</dd>
    </div>
  );
}

/** The parts of an order's price. */
export function OrderTotals({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('orders');
  const format = useFormats();
  const { prices, shippingMethod, total, refunded } = order;
  const { shipping, discounts, taxes, isTaxIncluded } = prices;
  const net = { amount: total.amount - refunded.amount, currency: total.currency };
  return (
    <dl className="flex flex-col gap-2 px-5 py-5 text-sm sm:ml-auto sm:w-96 sm:px-6">
      <Row label={t('subtotal')} value={format.money(prices.subtotal)} />
      {discounts.map(({ id, title, code, amount }) => (
        <Row
          key={id}
          label={code === null || code === title ? title : `${title} (${code})`}
          value={`−${format.money(amount)}`}
        />
      ))}
      <Row
        label={
          shippingMethod === null ? t('shipping') : `${t('shipping')} · ${shippingMethod.name}`
        }
        value={format.money(shipping.price)}
      />
      {taxes.map(({ name, ratePpm, amount }) => (
        <Row
          key={`${name} ${ratePpm}`}
          label={t(isTaxIncluded ? 'taxIncluded' : 'taxAdded', {
            name,
            rate: format.number(ratePpm / 10_000),
          })}
          value={format.money(amount)}
        />
      ))}
      <Row
        isStrong
        className="mt-1 border-border border-t pt-3"
        label={t('total')}
        value={format.money(total)}
      />
      {refunded.amount > 0 && (
        <>
          <Row label={t('refundedMoney')} value={`−${format.money(refunded)}`} />
          <Row isStrong label={t('net')} value={format.money(net)} />
        </>
      )}
    </dl>
  );
}
