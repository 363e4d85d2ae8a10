import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { StaffOrder } from '@trastienda/shop-client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { useCan } from '../session/account.tsx';
import { api } from '../session/api.ts';
import { BackLink } from '../shell/back-link.tsx';
import { Page } from '../shell/page.tsx';
import { OpenDialog } from './dialogs/open-dialog.tsx';
import { OrderActions } from './order-actions.tsx';
import type { OrderDialog } from './order-dialog.ts';
import { canFulfil } from './order-units.ts';
import { AddressCard, CustomerCard } from './parts/customer-cards.tsx';
import { LineList } from './parts/line-list.tsx';
import { ParcelsCard } from './parts/parcels-card.tsx';
import { PaymentCard } from './parts/payment-card.tsx';
import { ReturnsCard } from './parts/returns-card.tsx';
import { canRefund } from './refunds/refund-limits.ts';
import { repeatOf } from './refunds/repeat-refund.ts';
import { OrderStatusBadge, PaymentStatusBadge } from './status-badges.tsx';
import { TimelineCard } from './timeline/timeline-card.tsx';
import { orderEventsKey, useOrderEvents } from './timeline/use-order-events.ts';
import { usePayableStep } from './use-payable-step.ts';

export interface OrderPageProps {
  readonly order: StaffOrder;
}

/** Reads the events and the payment of an order, and again whenever the live order has changed. */
function useOrderDetails(order: StaffOrder) {
  const { id, paymentId } = order;
  const queryClient = useQueryClient();
  const events = useOrderEvents(order);
  const payment = useQuery(api.admin.payments.get.queryOptions({ paymentId }));
  const shown = useRef(order);
  useEffect(() => {
    if (shown.current === order) return;
    shown.current = order;
    void queryClient.invalidateQueries({ queryKey: orderEventsKey(id) });
    void queryClient.invalidateQueries({
      queryKey: api.admin.payments.get.queryKey({ paymentId }),
    });
  }, [order, id, paymentId, queryClient]);
  return { events, payment };
}

/** Whether the address can change: nothing was sent yet. */
function canChangeAddress({ status }: StaffOrder): boolean {
  return status === 'pending' || status === 'paid';
}

/** Everything about an order, and what can be done with it. */
export function OrderPage({ order }: OrderPageProps) {
  const t = useTranslations('orders');
  const format = useFormats();
  const canWrite = useCan('orders:write');
  const { events, payment } = useOrderDetails(order);
  const payableStep = usePayableStep(order.currency);
  const [dialog, setDialog] = useState<OrderDialog | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const facts = { captured: payment.data?.amountCaptured.amount ?? 0, payableStep };

  const repeat = (refund: StaffOrder['refunds'][number]) => {
    const requested = events.data?.find(
      ({ type, data }) => type === 'order.refund-requested' && data.refundId === refund.id,
    );
    const what = repeatOf(refund, Number(requested?.data.restocked ?? 0));
    return what === null ? null : () => setDialog({ kind: 'repeat', refund, what });
  };

  return (
    <Page
      title={order.number}
      breadcrumbs={<BackLink to="/orders" label={t('title')} />}
      status={
        <span className="flex flex-wrap gap-1.5">
          <OrderStatusBadge {...order} />
          <PaymentStatusBadge status={order.paymentStatus} />
        </span>
      }
      description={t('placedAt', { at: format.dateTime(order.placedAt) })}
      actions={
        <OrderActions
          order={order}
          canFulfil={canFulfil(order)}
          canRefund={payment.data !== undefined && canRefund(order, facts.captured)}
          canCancel={payment.data !== undefined && order.isCancellable}
          onOpen={setDialog}
        />
      }
    >
      <div className="grid items-start gap-6 xl:grid-cols-3">
        <div className="flex min-w-0 flex-col gap-6 xl:col-span-2">
          <LineList order={order} />
          <ReturnsCard
            order={order}
            onResolve={(request, decision) => setDialog({ kind: 'resolve', request, decision })}
            onRefund={(returned) => setDialog({ kind: 'refund', returned })}
          />
          <ParcelsCard order={order} />
          <PaymentCard order={order} payment={payment} repeat={repeat} />
        </div>
        <div className="grid min-w-0 gap-6 md:grid-cols-2 xl:grid-cols-1">
          <div className="flex min-w-0 flex-col gap-6">
            <CustomerCard order={order} />
            <AddressCard
              order={order}
              onChange={
                canWrite && canChangeAddress(order) ? () => setDialog({ kind: 'address' }) : null
              }
            />
          </div>
          <TimelineCard order={order} events={events} />
        </div>
      </div>
      {dialog !== null && (
        <OpenDialog dialog={dialog} order={order} facts={facts} onClose={close} />
      )}
    </Page>
  );
}
