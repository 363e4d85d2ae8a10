import { useQueryClient } from '@tanstack/react-query';
import type { Stock } from '@trastienda/shop-client';
import { ReceiveStockInput } from '@trastienda/shop-contract';
import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { useToast } from '@trastienda/ui/toast';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { emptyAsNull } from '../forms/empty-as-null.ts';
import { useServerForm } from '../forms/use-server-form.ts';
import { api, client } from '../session/api.ts';

export interface ReceiveStockDialogProps {
  readonly stock: Stock;
  readonly onClose: () => void;
}

/** Adds delivered units. */
export function ReceiveStockDialog({ stock, onClose }: ReceiveStockDialogProps) {
  const t = useTranslations();
  const formId = useId();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: ReceiveStockInput,
    defaultValues: { sku: stock.sku, reason: null },
    submit: (input) => client.admin.stock.receive.mutate(input).then(() => input.quantity),
    onSuccess(quantity) {
      void queryClient.invalidateQueries(api.admin.stock.pathFilter());
      toast.show({
        tone: 'positive',
        title: t('stock.receive.done', { sku: stock.sku, quantity }),
      });
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('stock.receive.title')}
      description={t('stock.receive.text', { sku: stock.sku })}
      closeLabel={t('shell.close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" loading={isPending}>
            {t('stock.receive.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
        <FailureAlert error={failure} />
        <Field label={t('stock.receive.quantity')} error={errors.quantity?.message}>
          <Input
            type="number"
            min={1}
            step={1}
            inputMode="numeric"
            autoFocus
            {...form.register('quantity', { valueAsNumber: true })}
          />
        </Field>
        <Field label={t('stock.receive.reason')} error={errors.reason?.message}>
          <Input {...form.register('reason', { setValueAs: emptyAsNull })} />
        </Field>
      </form>
    </Dialog>
  );
}
