import type { StaffOrder } from '@trastienda/shop-client';
import { Badge } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';

const STATUS_TONES = {
  pending: 'neutral',
  paid: 'warning',
  'partially-fulfilled': 'info',
  fulfilled: 'positive',
  cancelled: 'neutral',
} as const;

type OrderStatusBadgeProps = Pick<StaffOrder, 'status' | 'isShipped'>;

/** The status of an order: what is to be done with its units. */
export function OrderStatusBadge({ status, isShipped }: OrderStatusBadgeProps) {
  const t = useTranslations('orders');
  return (
    <Badge tone={STATUS_TONES[status]} dot>
      {t(`${isShipped ? 'statuses' : 'unshippedStatuses'}.${status}`)}
    </Badge>
  );
}

const PAYMENT_TONES = {
  pending: 'neutral',
  paid: 'positive',
  'partially-refunded': 'warning',
  refunded: 'neutral',
  voided: 'neutral',
} as const;

/** Where the money of an order is. */
export function PaymentStatusBadge({ status }: { readonly status: StaffOrder['paymentStatus'] }) {
  const t = useTranslations('orders');
  return <Badge tone={PAYMENT_TONES[status]}>{t(`paymentStatuses.${status}`)}</Badge>;
}

const REFUND_TONES = { pending: 'warning', succeeded: 'positive', failed: 'critical' } as const;

export function RefundStatusBadge({
  status,
}: {
  readonly status: StaffOrder['refunds'][number]['status'];
}) {
  const t = useTranslations('orders');
  return <Badge tone={REFUND_TONES[status]}>{t(`refundStatuses.${status}`)}</Badge>;
}

const RETURN_TONES = { requested: 'warning', accepted: 'positive', declined: 'neutral' } as const;

export function ReturnStatusBadge({
  status,
}: {
  readonly status: StaffOrder['returns'][number]['status'];
}) {
  const t = useTranslations('orders');
  return <Badge tone={RETURN_TONES[status]}>{t(`returnStatuses.${status}`)}</Badge>;
}
