import { RotateWebhookSecretInput } from '@trastienda/shop-contract';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { FormDialog } from '../forms/form-dialog.tsx';
import { LimitField } from '../forms/limit-field.tsx';
import { useServerForm } from '../forms/use-server-form.ts';
import { client } from '../session/api.ts';
import type { Endpoint } from './endpoint.ts';

export interface RotateDialogProps {
  readonly endpoint: Endpoint;
  readonly onRotated: (secret: string) => void;
  readonly onClose: () => void;
}

/** Replaces the secret; for some hours webhooks are signed with both. */
export function RotateDialog({ endpoint, onRotated, onClose }: RotateDialogProps) {
  const t = useTranslations('webhooks');
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: RotateWebhookSecretInput,
    defaultValues: { id: endpoint.id, overlapHours: 24 },
    submit: (input) => client.admin.webhooks.rotateSecret.mutate(input),
    onSuccess: ({ secret }) => onRotated(secret),
  });
  return (
    <FormDialog
      size="sm"
      title={t('rotateTitle')}
      description={t('rotateText')}
      submitLabel={t('rotate')}
      onSubmit={onSubmit}
      isPending={isPending}
      failure={failure}
      onClose={onClose}
    >
      <Controller
        control={form.control}
        name="overlapHours"
        render={({ field: { value = null, onChange } }) => (
          <LimitField
            label={t('overlap')}
            hint={t('overlapHint')}
            unit="h"
            value={value}
            onChange={(hours) => onChange(hours ?? Number.NaN)}
            min={0}
            max={168}
            error={form.formState.errors.overlapHours?.message}
          />
        )}
      />
    </FormDialog>
  );
}
