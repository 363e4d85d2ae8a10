import type { StaffOrder } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { client } from '../../session/api.ts';
import { OrderFailure } from '../order-failure.tsx';
import { useOrderCall } from '../use-order-call.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

export interface RevokeLinksDialogProps {
  readonly order: StaffOrder;
  readonly onClose: () => void;
}

/** Ends the links to an order in all emails that were sent until now. */
export function RevokeLinksDialog({ order, onClose }: RevokeLinksDialogProps) {
  const t = useTranslations('orders');
  const { run, failure, isPending } = useOrderCall({
    call: client.admin.orders.revokeLinks.mutate,
    success: t('links.done'),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={t('links.title')}
      description={t('links.text', { email: order.email })}
      confirm={t('links.confirm')}
      tone="critical"
      size="sm"
      isPending={isPending}
      onConfirm={() => void run({ orderId: order.id })}
      onClose={onClose}
    >
      <OrderFailure error={failure} currency={order.currency} />
    </ConfirmDialog>
  );
}
