import { useQueryClient } from '@tanstack/react-query';
import type { Stock } from '@trastienda/shop-client';
import { ConfigureStockInput } from '@trastienda/shop-contract';
import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { emptyAsNull } from '../forms/empty-as-null.ts';
import { useServerForm } from '../forms/use-server-form.ts';
import { api, client } from '../session/api.ts';

const numberOrNull = (value: unknown) => {
  const given = emptyAsNull(value);
  return given === null ? null : Number(given);
};

export interface WarningLevelDialogProps {
  readonly stock: Stock;
  readonly onClose: () => void;
}

/** Sets how many available units are few. */
export function WarningLevelDialog({ stock, onClose }: WarningLevelDialogProps) {
  const t = useTranslations();
  const formId = useId();
  const queryClient = useQueryClient();
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: ConfigureStockInput,
    defaultValues: { sku: stock.sku, lowStockAt: stock.lowStockAt },
    submit: (input) => client.admin.stock.configure.mutate(input),
    onSuccess() {
      void queryClient.invalidateQueries(api.admin.stock.pathFilter());
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('stock.level.title')}
      description={t('stock.level.text', { sku: stock.sku })}
      closeLabel={t('shell.close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" loading={isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
        <FailureAlert error={failure} />
        <Field
          label={t('stock.lowStockAt')}
          hint={t('stock.level.hint')}
          error={form.formState.errors.lowStockAt?.message}
        >
          <Input
            type="number"
            min={0}
            step={1}
            inputMode="numeric"
            autoFocus
            {...form.register('lowStockAt', { setValueAs: numberOrNull })}
          />
        </Field>
      </form>
    </Dialog>
  );
}
