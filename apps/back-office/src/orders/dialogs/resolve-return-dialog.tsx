import type { StaffOrder } from '@trastienda/shop-client';
import { Field } from '@trastienda/ui/field';
import { Textarea } from '@trastienda/ui/textarea';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { client } from '../../session/api.ts';
import { oneLine } from '../one-line.ts';
import { OrderFailure } from '../order-failure.tsx';
import type { OrderReturn } from '../parts/returns-card.tsx';
import { UnitList } from '../parts/unit-list.tsx';
import { useOrderCall } from '../use-order-call.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

export interface ResolveReturnDialogProps {
  readonly order: StaffOrder;
  readonly request: OrderReturn;
  readonly decision: 'accepted' | 'declined';
  readonly onClose: () => void;
}

/** Answers a return request. It moves neither money nor stock. */
export function ResolveReturnDialog({
  order,
  request,
  decision,
  onClose,
}: ResolveReturnDialogProps) {
  const t = useTranslations('orders');
  const [answer, setAnswer] = useState('');
  const { run, failure, isPending } = useOrderCall({
    call: client.admin.orders.resolveReturn.mutate,
    success: t(`returns.done.${decision}`),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={t(`returns.titles.${decision}`)}
      description={t(`returns.texts.${decision}`)}
      confirm={t(`returns.titles.${decision}`)}
      tone={decision === 'accepted' ? 'primary' : 'critical'}
      size="sm"
      isPending={isPending}
      onConfirm={() =>
        void run({
          orderId: order.id,
          returnId: request.id,
          decision,
          ...(oneLine(answer) !== '' && { answer: oneLine(answer) }),
        })
      }
      onClose={onClose}
    >
      <OrderFailure error={failure} currency={order.currency} />
      <div className="flex flex-col gap-2 rounded-md bg-sunken p-4">
        <UnitList units={request.lines} order={order} />
        <p className="break-words text-muted text-sm">{request.reason}</p>
      </div>
      <Field label={t('returns.answerLabel')} hint={t('returns.answerHint')}>
        <Textarea
          rows={3}
          maxLength={1000}
          value={answer}
          onChange={({ currentTarget }) => setAnswer(currentTarget.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
