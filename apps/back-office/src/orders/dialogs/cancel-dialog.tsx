import type { StaffOrder } from '@trastienda/shop-client';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';
import { client } from '../../session/api.ts';
import { OrderFailure } from '../order-failure.tsx';
import { countUnits, unsentUnits } from '../order-units.ts';
import { moneyLeft, priceOfChoice } from '../refunds/refund-limits.ts';
import { useOrderCall } from '../use-order-call.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ConsequenceList } from './consequence-list.tsx';

export interface CancelDialogProps {
  readonly order: StaffOrder;
  /** What the payment took, in minor units. */
  readonly captured: number;
  readonly payableStep: number;
  readonly onClose: () => void;
}

/** Says what a cancellation does with the money: what it refunds at most, or that nothing was taken. */
function useMoneyText({ order, captured, payableStep }: Omit<CancelDialogProps, 'onClose'>) {
  const t = useTranslations('orders');
  const format = useFormats();
  const left = moneyLeft(order, captured);
  if (captured === 0) return t('cancel.nothingTaken');
  if (left === 0) return t('cancel.nothingLeft');
  if (order.status !== 'partially-fulfilled') {
    return t('cancel.refundsAll', {
      amount: format.money({ amount: left, currency: order.currency }),
    });
  }
  const chosen = unsentUnits(order).flatMap(({ sku, quantity }) => {
    const line = order.lines.find((each) => each.sku === sku);
    return line === undefined ? [] : [{ line, quantity }];
  });
  const amount = priceOfChoice(chosen, left, payableStep);
  return t('cancel.refundsUnits', { amount: format.money({ amount, currency: order.currency }) });
}

/** Cancels an order, or what was not sent of it. */
export function CancelDialog({ order, captured, payableStep, onClose }: CancelDialogProps) {
  const t = useTranslations('orders');
  const [reason, setReason] = useState('');
  const isRest = order.status === 'partially-fulfilled';
  const count = countUnits(unsentUnits(order));
  const moneyText = useMoneyText({ order, captured, payableStep });
  const { run, failure, isPending } = useOrderCall({
    call: client.admin.orders.cancel.mutate,
    success: isRest ? t('cancel.restDone', { count }) : t('cancel.done'),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={isRest ? t('cancel.restTitle') : t('cancel.title', { number: order.number })}
      description={isRest ? t('cancel.restText') : t('cancel.text')}
      confirm={isRest ? t('cancel.restConfirm', { count }) : t('cancel.confirm')}
      dismiss={t('cancel.keep')}
      tone="critical"
      size="sm"
      isPending={isPending}
      onConfirm={() =>
        void run({ orderId: order.id, ...(reason.trim() !== '' && { reason: reason.trim() }) })
      }
      onClose={onClose}
    >
      <OrderFailure error={failure} currency={order.currency} />
      <ConsequenceList items={[moneyText, t('cancel.restocks', { count })]} />
      <Field label={t('reason')} hint={t('reasonHint')}>
        <Input
          maxLength={255}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
