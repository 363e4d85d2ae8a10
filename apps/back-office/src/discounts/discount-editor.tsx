import { useQueryClient } from '@tanstack/react-query';
import { isClientError } from '@trastienda/shop-client';
import { CreateDiscountInput } from '@trastienda/shop-contract';
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
import type { ShopClock } from '../format/use-shop-clock.ts';
import { AmountsField } from '../forms/amounts-field.tsx';
import { changedFields } from '../forms/changed-fields.ts';
import { emptyAsNull } from '../forms/empty-as-null.ts';
import { LeaveGuard } from '../forms/leave-guard.tsx';
import { LimitField } from '../forms/limit-field.tsx';
import { nestedMessage } from '../forms/nested-message.ts';
import { useServerForm } from '../forms/use-server-form.ts';
import { ZonedTimeField } from '../forms/zoned-time-field.tsx';
import { useCan } from '../session/account.tsx';
import { api, client } from '../session/api.ts';
import { type Discount, emptyDiscount, valuesOf } from './discount.ts';
import { EffectField } from './effect-field.tsx';

export interface DiscountEditorProps {
  /** Null for a new discount. */
  readonly discount: Discount | null;
  readonly currencies: readonly string[];
  readonly clock: ShopClock;
  readonly onSaved: (discount: Discount) => void;
}

/** Edits a discount. Saving sends what was changed; the code of a stored discount stays. */
export function DiscountEditor({ discount, currencies, clock, onSaved }: DiscountEditorProps) {
  const t = useTranslations('discounts');
  const tShell = useTranslations('shell');
  const canWrite = useCan('pricing:write');
  const queryClient = useQueryClient();
  const initial = useMemo(
    () => (discount === null ? emptyDiscount() : valuesOf(discount)),
    [discount],
  );
  const isSaved = useRef(false);
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: CreateDiscountInput,
    defaultValues: initial,
    part: discount === null ? '' : 'changes',
    submit(input) {
      if (discount === null) return client.admin.discounts.create.mutate(input);
      const { code: _, ...changes } = changedFields(initial, input);
      return client.admin.discounts.update.mutate({ id: discount.id, changes });
    },
    onSuccess(saved) {
      isSaved.current = true;
      void queryClient.invalidateQueries(api.admin.discounts.pathFilter());
      onSaved(saved);
    },
    onFailure(error) {
      if (!isClientError(error, 'DISCOUNT_CODE_TAKEN')) return false;
      form.setError('code', { message: t('codeTaken') }, { shouldFocus: true });
      return true;
    },
  });
  const { errors } = form.formState;
  const isChanged = useCallback(
    () => !isSaved.current && Object.keys(changedFields(initial, form.getValues())).length > 0,
    [initial, form],
  );
  const zoneHint = t('timeZone', { timeZone: clock.timeZone });

  return (
    <form onSubmit={onSubmit} noValidate>
      <fieldset disabled={!canWrite} className="flex min-w-0 flex-col gap-6">
        <FailureAlert error={failure} />
        <Card className="flex flex-col gap-5">
          <Field label={t('name')} hint={t('nameHint')} error={errors.title?.message}>
            <Input {...form.register('title')} />
          </Field>
          <Field
            label={t('code')}
            hint={discount === null ? t('codeHint') : t('codeStays')}
            error={errors.code?.message}
          >
            <Input
              className="font-mono uppercase placeholder:normal-case"
              autoComplete="off"
              spellCheck={false}
              readOnly={discount !== null}
              placeholder={t('automatic')}
              {...form.register('code', { setValueAs: emptyAsNull })}
            />
          </Field>
          <Checkbox label={t('isActive')} hint={t('isActiveHint')} {...form.register('isActive')} />
        </Card>
        <Card className="flex flex-col gap-5">
          <Controller
            control={form.control}
            name="effect"
            render={({ field: { value, onChange } }) => (
              <EffectField
                value={value}
                currencies={currencies}
                onChange={onChange}
                error={nestedMessage(errors.effect)}
              />
            )}
          />
          <Controller
            control={form.control}
            name="minimumSubtotals"
            render={({ field: { value = [], onChange } }) => (
              <AmountsField
                legend={t('minimum')}
                hint={t('minimumHint')}
                currencies={currencies}
                value={value}
                onChange={onChange}
                error={nestedMessage(errors.minimumSubtotals)}
              />
            )}
          />
        </Card>
        <Card className="flex flex-col gap-5">
          <SectionHeader title={t('limits')} />
          <div className="grid gap-5 sm:grid-cols-2">
            <Controller
              control={form.control}
              name="startsAt"
              render={({ field: { value = null, onChange } }) => (
                <ZonedTimeField
                  label={t('startsAt')}
                  value={value}
                  timeZone={clock.timeZone}
                  onChange={onChange}
                  hint={zoneHint}
                  error={errors.startsAt?.message}
                />
              )}
            />
            <Controller
              control={form.control}
              name="endsAt"
              render={({ field: { value = null, onChange } }) => (
                <ZonedTimeField
                  label={t('endsAt')}
                  value={value}
                  timeZone={clock.timeZone}
                  onChange={onChange}
                  hint={t('endsAtHint')}
                  error={errors.endsAt?.message}
                />
              )}
            />
            <Controller
              control={form.control}
              name="usageLimit"
              render={({ field: { value = null, onChange } }) => (
                <LimitField
                  label={t('usageLimit')}
                  value={value}
                  onChange={onChange}
                  placeholder={t('unlimited')}
                  hint={
                    discount !== null && discount.usageLimit !== null
                      ? t('usedOf', { used: discount.used, limit: discount.usageLimit })
                      : t('usageLimitHint')
                  }
                  error={errors.usageLimit?.message}
                />
              )}
            />
            <Controller
              control={form.control}
              name="usageLimitPerBuyer"
              render={({ field: { value = null, onChange } }) => (
                <LimitField
                  label={t('usageLimitPerBuyer')}
                  value={value}
                  onChange={onChange}
                  placeholder={t('unlimited')}
                  hint={t('perBuyerHint')}
                  error={errors.usageLimitPerBuyer?.message}
                />
              )}
            />
          </div>
        </Card>
        {canWrite && (
          <div className="flex justify-end">
            <Button type="submit" variant="primary" loading={isPending}>
              {discount === null ? t('create') : tShell('save')}
            </Button>
          </div>
        )}
      </fieldset>
      <LeaveGuard isUnsaved={isChanged} />
    </form>
  );
}
