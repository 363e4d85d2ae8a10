import { useQueryClient } from '@tanstack/react-query';
import { isClientError } from '@trastienda/shop-client';
import { CreateTaxZoneInput } from '@trastienda/shop-contract';
import { Checkbox } from '@trastienda/ui/checkbox';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { regionsOf } from '@trastienda/ui/regions';
import { Select } from '@trastienda/ui/select';
import { useToast } from '@trastienda/ui/toast';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { useCountryNames } from '../format/use-country-names.ts';
import { changedFields } from '../forms/changed-fields.ts';
import { emptyAsNull } from '../forms/empty-as-null.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { PercentField } from '../forms/percent-field.tsx';
import { useServerForm } from '../forms/use-server-form.ts';
import { api, client } from '../session/api.ts';
import { emptyTaxZone, type TaxZone, type TaxZoneValues, valuesOf } from './tax-zone.ts';

export interface TaxZoneDialogProps {
  /** Null for a new zone. */
  readonly zone: TaxZone | null;
  readonly onClose: () => void;
}

/** Edits the tax of a place. The place of a stored zone stays. */
export function TaxZoneDialog({ zone, onClose }: TaxZoneDialogProps) {
  const t = useTranslations('taxes');
  const toast = useToast();
  const queryClient = useQueryClient();
  const countries = useCountryNames();
  const initial: TaxZoneValues = zone === null ? emptyTaxZone() : valuesOf(zone);
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: CreateTaxZoneInput,
    defaultValues: initial,
    part: zone === null ? '' : 'changes',
    submit(input) {
      if (zone === null) return client.admin.taxes.create.mutate(input);
      const { name, ratePpm, isTaxIncluded, isShippingTaxed } = input;
      const changes = changedFields(initial, { name, ratePpm, isTaxIncluded, isShippingTaxed });
      return client.admin.taxes.update.mutate({ id: zone.id, changes });
    },
    onSuccess({ name }) {
      void queryClient.invalidateQueries(api.admin.taxes.pathFilter());
      toast.show({ tone: 'positive', title: t('saved', { name }) });
      onClose();
    },
    onFailure(error) {
      if (!isClientError(error, 'TAX_ZONE_TAKEN')) return false;
      form.setError('country', { message: t('taken') }, { shouldFocus: true });
      return true;
    },
  });
  const { errors } = form.formState;
  const country = form.watch('country');
  const regions = country ? regionsOf(country) : [];
  return (
    <FormDialog
      title={zone === null ? t('create') : t('editTitle', { name: zone.name })}
      {...(zone === null ? { submitLabel: t('create') } : { description: t('placeStays') })}
      onSubmit={onSubmit}
      isPending={isPending}
      failure={failure}
      onClose={onClose}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        {zone === null && (
          <>
            <Field label={t('country')} error={errors.country?.message}>
              <Select
                {...form.register('country', {
                  setValueAs: emptyAsNull,
                  // Another country has other regions.
                  onChange: () => form.setValue('region', null),
                })}
              >
                <option value="">{t('restOfWorld')}</option>
                {countries.options.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
            {regions.length > 0 ? (
              <Field key={country} label={t('region')} error={errors.region?.message}>
                <Select {...form.register('region', { setValueAs: emptyAsNull })}>
                  <option value="">{t('wholeCountry')}</option>
                  {regions.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Field>
            ) : (
              <Field label={t('region')} hint={t('regionHint')} error={errors.region?.message}>
                <Input
                  className="uppercase placeholder:normal-case"
                  placeholder={t('wholeCountry')}
                  {...form.register('region', { setValueAs: emptyAsNull })}
                />
              </Field>
            )}
          </>
        )}
        <Field label={t('name')} hint={t('nameHint')} error={errors.name?.message}>
          <Input placeholder="IVA" {...form.register('name')} />
        </Field>
        <Controller
          control={form.control}
          name="ratePpm"
          render={({ field: { value, onChange } }) => (
            <PercentField
              label={t('rate')}
              value={value}
              onChange={onChange}
              error={errors.ratePpm?.message}
            />
          )}
        />
      </div>
      <Checkbox
        label={t('isTaxIncluded')}
        hint={t('isTaxIncludedHint')}
        {...form.register('isTaxIncluded')}
      />
      <Checkbox label={t('isShippingTaxed')} {...form.register('isShippingTaxed')} />
    </FormDialog>
  );
}
