import { useQueryClient } from '@tanstack/react-query';
import { CreateShippingMethodInput } from '@trastienda/shop-contract';
import { Button } from '@trastienda/ui/button';
import { Card } from '@trastienda/ui/card';
import { Checkbox } from '@trastienda/ui/checkbox';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { SectionHeader } from '@trastienda/ui/section-header';
import { useCallback, useMemo, useRef } from 'react';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { changedFields } from '../forms/changed-fields.ts';
import { LeaveGuard } from '../forms/leave-guard.tsx';
import { nestedMessage } from '../forms/nested-message.ts';
import { useServerForm } from '../forms/use-server-form.ts';
import { useCan } from '../session/account.tsx';
import { api, client } from '../session/api.ts';
import { DestinationField } from './destination-field.tsx';
import { RatesField } from './rates-field.tsx';
import { emptyMethod, type ShippingMethod, valuesOf } from './shipping-method.ts';

export interface ShippingEditorProps {
  /** Null for a new method. */
  readonly method: ShippingMethod | null;
  /** Currencies that the shop sells in, its own first. */
  readonly currencies: readonly string[];
  readonly onSaved: (method: ShippingMethod) => void;
}

/** Edits a shipping method. Saving sends what was changed. */
export function ShippingEditor({ method, currencies, onSaved }: ShippingEditorProps) {
  const t = useTranslations('shipping');
  const tShell = useTranslations('shell');
  const canWrite = useCan('pricing:write');
  const queryClient = useQueryClient();
  const initial = useMemo(
    () => (method === null ? emptyMethod(currencies[0] ?? 'EUR') : valuesOf(method)),
    [method, currencies],
  );
  const isSaved = useRef(false);
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: CreateShippingMethodInput,
    defaultValues: initial,
    part: method === null ? '' : 'changes',
    submit: (input) =>
      method === null
        ? client.admin.shipping.create.mutate(input)
        : client.admin.shipping.update.mutate({
            id: method.id,
            changes: changedFields(initial, input),
          }),
    onSuccess(saved) {
      isSaved.current = true;
      void queryClient.invalidateQueries(api.admin.shipping.pathFilter());
      void queryClient.invalidateQueries(api.shop.settings.pathFilter());
      onSaved(saved);
    },
  });
  const { errors } = form.formState;
  const isChanged = useCallback(
    () => !isSaved.current && Object.keys(changedFields(initial, form.getValues())).length > 0,
    [initial, form],
  );
  const [countries = [], isRestOfWorld = false] = form.watch(['countries', 'isRestOfWorld']);

  return (
    <form onSubmit={onSubmit} noValidate>
      <fieldset disabled={!canWrite} className="flex min-w-0 flex-col gap-6">
        <FailureAlert error={failure} />
        <Card className="flex flex-col gap-5">
          <Field label={t('name')} hint={t('nameHint')} error={errors.name?.message}>
            <Input {...form.register('name')} />
          </Field>
          <Checkbox label={t('isActive')} hint={t('isActiveHint')} {...form.register('isActive')} />
        </Card>
        <Card>
          <DestinationField
            value={{ countries, isRestOfWorld }}
            onChange={(place) => {
              form.setValue('countries', place.countries);
              form.setValue('isRestOfWorld', place.isRestOfWorld);
            }}
            error={nestedMessage(errors.countries) ?? errors.isRestOfWorld?.message}
          />
        </Card>
        <SectionHeader title={t('rates')} description={t('ratesText')} />
        <Controller
          control={form.control}
          name="rates"
          render={({ field: { value, onChange } }) => (
            <RatesField
              value={value}
              currencies={currencies}
              onChange={onChange}
              errors={errors.rates}
            />
          )}
        />
        {canWrite && (
          <div className="flex justify-end">
            <Button type="submit" variant="primary" loading={isPending}>
              {method === null ? t('create') : tShell('save')}
            </Button>
          </div>
        )}
      </fieldset>
      <LeaveGuard isUnsaved={isChanged} />
    </form>
  );
}
