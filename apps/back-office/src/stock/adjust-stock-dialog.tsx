import { useQueryClient } from '@tanstack/react-query';
import { isClientError, type Stock } from '@trastienda/shop-client';
import { AdjustStockInput } from '@trastienda/shop-contract';
import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { useToast } from '@trastienda/ui/toast';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { reasonText } from '../errors/reason-text.ts';
import { useServerForm } from '../forms/use-server-form.ts';
import { api, client } from '../session/api.ts';

export interface AdjustStockDialogProps {
  readonly stock: Stock;
  readonly onClose: () => void;
}

/** Adds or removes units after a count, with the reason. The toast takes it back. */
export function AdjustStockDialog({ stock, onClose }: AdjustStockDialogProps) {
  const t = useTranslations();
  const formId = useId();
  const toast = useToast();
  const queryClient = useQueryClient();
  const reload = () => queryClient.invalidateQueries(api.admin.stock.pathFilter());

  const undo = async (change: number) => {
    const reason = t('stock.adjust.undoReason');
    try {
      await client.admin.stock.adjust.mutate({ sku: stock.sku, change: -change, reason });
      toast.show({ title: t('shell.undone') });
    } catch (error) {
      toast.show({ title: reasonText(t, error), tone: 'critical' });
    }
    await reload();
  };

  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: AdjustStockInput,
    defaultValues: { sku: stock.sku, change: 0, reason: '' },
    submit: (input) => client.admin.stock.adjust.mutate(input).then(() => input.change),
    onSuccess(change) {
      void reload();
      toast.show({
        tone: 'positive',
        title: t('stock.adjust.done', { sku: stock.sku, change }),
        action: { label: t('shell.undo'), onClick: () => void undo(change) },
      });
      onClose();
    },
  });
  const { errors } = form.formState;
  const change = form.watch('change');
  const isShort = isClientError(failure, 'STOCK_INSUFFICIENT');

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('stock.adjust.title')}
      description={t('stock.adjust.text', { sku: stock.sku })}
      closeLabel={t('shell.close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" loading={isPending}>
            {t('stock.adjust.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
        <FailureAlert error={failure} />
        <Field
          label={t('stock.adjust.change')}
          hint={t('stock.adjust.result', {
            before: stock.onHand,
            after: stock.onHand + (Number.isFinite(change) ? change : 0),
          })}
          error={
            isShort
              ? t('stock.adjust.short', { available: failure.data.details.available })
              : errors.change?.message
          }
        >
          <Input
            type="number"
            step={1}
            inputMode="numeric"
            autoFocus
            {...form.register('change', { valueAsNumber: true })}
          />
        </Field>
        <Field label={t('stock.adjust.reason')} error={errors.reason?.message}>
          <Input placeholder={t('stock.adjust.reasonExample')} {...form.register('reason')} />
        </Field>
      </form>
    </Dialog>
  );
}
