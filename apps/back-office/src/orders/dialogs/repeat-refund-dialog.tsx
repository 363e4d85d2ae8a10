import type { StaffOrder } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';
import { client } from '../../session/api.ts';
import { OrderFailure } from '../order-failure.tsx';
import type { RefundWhat } from '../refunds/preview-refund.ts';
import { useOrderCall } from '../use-order-call.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

export interface RepeatRefundDialogProps {
  readonly order: StaffOrder;
  readonly refund: StaffOrder['refunds'][number];
  readonly what: RefundWhat;
  readonly onClose: () => void;
}

/** Asks the provider once more for a refund that has failed. */
export function RepeatRefundDialog({ order, refund, what, onClose }: RepeatRefundDialogProps) {
  const t = useTranslations('orders');
  const amount = useFormats().money(refund.amount);
  const { run, failure, isPending } = useOrderCall({
    call: client.admin.orders.refund.mutate,
    success: t('refunds.done', { amount }),
    onDone: onClose,
  });
  const { reason, lines } = refund;
  const text = lines.length > 0 ? 'refunds.repeatText' : 'refunds.repeatMoneyText';
  return (
    <ConfirmDialog
      title={t('refunds.repeatTitle')}
      description={t(text, { amount })}
      confirm={t('refunds.confirm', { amount })}
      tone="critical"
      size="sm"
      isPending={isPending}
      onConfirm={() => void run({ orderId: order.id, what, ...(reason !== null && { reason }) })}
      onClose={onClose}
    >
      <OrderFailure error={failure} currency={order.currency} />
    </ConfirmDialog>
  );
}
