import type { Order } from '@trastienda/shop-client';
import { Card } from '@trastienda/ui/card';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { AddressLines } from '../addresses/address-lines.tsx';
import { useMoney } from '../catalog/use-money.ts';
import { PriceLines } from '../checkout/price-lines.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderSteps } from './order-steps.tsx';
import { OrderTimeline } from './order-timeline.tsx';

/** An order as its buyer sees it; that of an emailed link has less. */
export type ShownOrder = Omit<
  Order,
  'email' | 'billingAddress' | 'isCancellable' | 'shippingAddress'
> & {
  readonly email?: string;
  readonly billingAddress?: Order['billingAddress'];
  readonly shippingAddress: Omit<Order['shippingAddress'], 'phone'>;
};

function Part({
  title,
  className = '',
  children,
}: {
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <Card className={className}>
      <section aria-labelledby={id}>
        <h2 id={id} className="mb-4 font-display text-xl tracking-[-0.01em]">
          {title}
        </h2>
        {children}
      </section>
    </Card>
  );
}

/** What an order is: its way, items, history, amounts and addresses. */
export function OrderContent({ order }: { readonly order: ShownOrder }) {
  const t = useTranslations('orders.order');
  const tPayment = useTranslations('orders.payment');
  const money = useMoney();
  const { lines, prices, refunded, email, shippingAddress, billingAddress, shippingMethod } = order;
  const isRefundSaid = ['partially-refunded', 'refunded'].includes(order.paymentStatus);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="space-y-6">
        {order.status !== 'cancelled' && (
          <Card>
            <OrderSteps status={order.status} isShipped={order.isShipped} />
          </Card>
        )}
        <Part title={t('items')}>
          <OrderLines lines={lines} />
        </Part>
        <Part title={t('history')}>
          <OrderTimeline order={order} />
        </Part>
      </div>
      <div className="space-y-6">
        <Part title={t('prices')}>
          <PriceLines prices={prices} shipping={shippingMethod?.name ?? null} />
          <div className="mt-3 flex justify-between gap-4 border-t pt-3 text-muted text-sm">
            <span>{tPayment(order.paymentStatus)}</span>
            {refunded.amount > 0 && (
              <span className="tabular-nums">
                {!isRefundSaid && t('refundedTotal')} {money(refunded)}
              </span>
            )}
          </div>
        </Part>
        <Part title={t(order.isShipped ? 'address' : 'unshipped')}>
          <AddressLines address={shippingAddress} />
          {shippingMethod !== null && (
            <p className="mt-3 text-muted text-sm">
              {t('shippingMethod', { name: shippingMethod.name })}
            </p>
          )}
        </Part>
        {billingAddress && (
          <Part title={t('billing')}>
            <AddressLines address={billingAddress} />
          </Part>
        )}
        {email !== undefined && (
          <Part title={t('contact')}>
            <p className="break-words text-sm">{email}</p>
          </Part>
        )}
      </div>
    </div>
  );
}
