import type { StaffOrder } from '@trastienda/shop-client';
import { clsx } from 'clsx';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';

export interface OrderTotalsProps {
  readonly order: Pick<
    StaffOrder,
    'prices' | 'shippingMethod' | 'isShipped' | 'total' | 'refunded'
  >;
  readonly taxes: readonly { readonly label: string; readonly amount: StaffOrder['total'] }[];
  readonly className?: string;
}

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
      <dd className="whitespace-nowrap text-right tabular-nums">{value}</dd>
    </div>
  );
}

/** The parts of an order's price, its total, and what was refunded of it. */
export function OrderTotals({ order, taxes, className }: OrderTotalsProps) {
  const t = useTranslations('totals');
  const format = useFormats();
  const { prices, shippingMethod, isShipped, total, refunded } = order;
  const net = { amount: total.amount - refunded.amount, currency: total.currency };
  const taxRows = taxes.map(({ label, amount }) => (
    <Row key={label} label={label} value={format.money(amount)} />
  ));
  return (
    <dl className={clsx('flex flex-col gap-2 text-sm', className)}>
      <Row label={t('subtotal')} value={format.money(prices.subtotal)} />
      {prices.discounts.map(({ id, title, code, amount }) => (
        <Row
          key={id}
          label={code === null || code === title ? title : `${title} (${code})`}
          value={`−${format.money(amount)}`}
        />
      ))}
      {isShipped && (
        <Row
          label={
            shippingMethod === null ? t('shipping') : `${t('shipping')} · ${shippingMethod.name}`
          }
          value={format.money(prices.shipping.price)}
        />
      )}
      {!prices.isTaxIncluded && taxRows}
      <Row
        isStrong
        className="mt-1 border-border border-t pt-3 text-base"
        label={t('total')}
        value={format.money(total)}
      />
      {/* A tax that the prices include is no further part of the sum. */}
      {prices.isTaxIncluded && taxRows}
      {refunded.amount > 0 && (
        <>
          <Row label={t('refunded')} value={`−${format.money(refunded)}`} />
          <Row isStrong label={t('net')} value={format.money(net)} />
        </>
      )}
    </dl>
  );
}
