import { isClientError } from '@trastienda/shop-client';
import { CreateWebhookEndpointInput } from '@trastienda/shop-contract';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { changedFields } from '../forms/changed-fields.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { nestedMessage } from '../forms/nested-message.ts';
import { useServerForm } from '../forms/use-server-form.ts';
import { client } from '../session/api.ts';
import type { Endpoint } from './endpoint.ts';
import { EventTypesField } from './event-types-field.tsx';

export interface EndpointDialogProps {
  /** Null for a new endpoint. */
  readonly endpoint: Endpoint | null;
  /** Gets the secret of a new endpoint. */
  readonly onSaved: (endpoint: Endpoint, secret: string | null) => void;
  readonly onClose: () => void;
}

/** Where webhooks are sent, and which events. */
export function EndpointDialog({ endpoint, onSaved, onClose }: EndpointDialogProps) {
  const t = useTranslations('webhooks');
  const initial = {
    url: endpoint?.url ?? '',
    description: endpoint?.description ?? '',
    eventTypes: endpoint === null ? [] : endpoint.eventTypes,
  };
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: CreateWebhookEndpointInput,
    defaultValues: initial,
    part: endpoint === null ? '' : 'changes',
    async submit(input) {
      if (endpoint === null) return client.admin.webhooks.create.mutate(input);
      const changes = changedFields(initial, input);
      const updated = await client.admin.webhooks.update.mutate({ id: endpoint.id, changes });
      return { endpoint: updated, secret: null };
    },
    onSuccess: (saved) => onSaved(saved.endpoint, saved.secret),
    onFailure(error) {
      if (!isClientError(error, 'WEBHOOK_URL_REFUSED')) return false;
      const message = t(`urlProblems.${error.data.details.problem}`);
      form.setError('url', { message }, { shouldFocus: true });
      return true;
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      size="lg"
      title={endpoint === null ? t('create') : t('editTitle')}
      onSubmit={onSubmit}
      isPending={isPending}
      failure={failure}
      onClose={onClose}
      {...(endpoint === null && { submitLabel: t('create') })}
    >
      <Field label={t('url')} hint={t('urlHint')} error={errors.url?.message}>
        <Input
          type="url"
          inputMode="url"
          autoFocus
          autoComplete="off"
          placeholder="https://erp.example.com/webhooks"
          {...form.register('url')}
        />
      </Field>
      <Field label={t('description')} error={errors.description?.message}>
        <Input placeholder={t('descriptionExample')} {...form.register('description')} />
      </Field>
      <Controller
        control={form.control}
        name="eventTypes"
        render={({ field: { value = null, onChange } }) => (
          <EventTypesField
            value={value}
            onChange={onChange}
            error={nestedMessage(errors.eventTypes)}
          />
        )}
      />
    </FormDialog>
  );
}
