import type { Order } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { Dialog, DialogClose } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { FailureAlert } from '../failures/failure-alert.tsx';
import type { OrderActions } from './use-order.ts';

interface Props {
  readonly order: Order;
  readonly cancel: OrderActions['cancel'];
  readonly onDone: () => void;
}

/** Asks whether to cancel an order, and cancels it. */
export function CancelOrder({ order, cancel, onDone }: Props) {
  const t = useTranslations('orders.cancel');
  const money = useMoney();
  const formId = useId();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (cancel.isPending) return;
    cancel.mutate(reason.trim(), {
      onSuccess: () => {
        setOpen(false);
        onDone();
      },
    });
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>{t('open')}</Button>}
      title={t('title')}
      description={t('text', { total: money(order.total) })}
      closeLabel={t('close')}
      size="sm"
      footer={
        <>
          <DialogClose render={<Button>{t('keep')}</Button>} />
          <Button type="submit" form={formId} variant="critical" loading={cancel.isPending}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="space-y-4">
        <FailureAlert error={cancel.error} />
        <Field label={t('reason')} labelEnd={t('optional')}>
          <Input
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={255}
          />
        </Field>
      </form>
    </Dialog>
  );
}
