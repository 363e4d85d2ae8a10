import type { RouterOutputs } from '@trastienda/shop-client';
import { CreateApiKeyInput } from '@trastienda/shop-contract';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { FormDialog } from '../forms/form-dialog.tsx';
import { LimitField } from '../forms/limit-field.tsx';
import { nestedMessage } from '../forms/nested-message.ts';
import { useServerForm } from '../forms/use-server-form.ts';
import { useSignedIn } from '../session/account.tsx';
import { client } from '../session/api.ts';
import { PermissionsField } from './permissions-field.tsx';

export interface ApiKeyDialogProps {
  readonly onCreated: (created: RouterOutputs['admin']['apiKeys']['create']) => void;
  readonly onClose: () => void;
}

/** Creates an API key. */
export function ApiKeyDialog({ onCreated, onClose }: ApiKeyDialogProps) {
  const t = useTranslations('apiKeys');
  const { account } = useSignedIn();
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: CreateApiKeyInput,
    defaultValues: { name: '', permissions: [], expiresInDays: 90 },
    submit: (input) => client.admin.apiKeys.create.mutate(input),
    onSuccess: onCreated,
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title={t('create')}
      description={t('createText')}
      submitLabel={t('create')}
      onSubmit={onSubmit}
      isPending={isPending}
      failure={failure}
      onClose={onClose}
    >
      <Field label={t('name')} hint={t('nameHint')} error={errors.name?.message}>
        <Input autoFocus autoComplete="off" {...form.register('name')} />
      </Field>
      <Controller
        control={form.control}
        name="expiresInDays"
        render={({ field: { value = null, onChange } }) => (
          <LimitField
            label={t('expiresIn')}
            unit={t('days')}
            value={value}
            onChange={(days) => onChange(days ?? Number.NaN)}
            min={1}
            max={730}
            error={errors.expiresInDays?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="permissions"
        render={({ field: { value, onChange } }) => (
          <PermissionsField
            held={account.permissions}
            value={value}
            onChange={onChange}
            error={nestedMessage(errors.permissions)}
          />
        )}
      />
    </FormDialog>
  );
}
