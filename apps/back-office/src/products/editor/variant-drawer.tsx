import { Button } from '@trastienda/ui/button';
import { Checkbox } from '@trastienda/ui/checkbox';
import { Drawer, DrawerClose } from '@trastienda/ui/drawer';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { Select } from '@trastienda/ui/select';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { emptyAsNull } from '../../forms/empty-as-null.ts';
import { MoneyInput } from '../../forms/money-input.tsx';
import { useProductForm } from './product-form.ts';

const numberOrNull = (value: unknown) => {
  const given = emptyAsNull(value);
  return given === null ? null : Number(given);
};

export interface VariantDrawerProps {
  readonly index: number;
  readonly onClose: () => void;
}

/** What a variant has beside SKU and price. */
export function VariantDrawer({ index, onClose }: VariantDrawerProps) {
  const t = useTranslations();
  const { register, control, formState, watch, getValues } = useProductForm();
  const errors = formState.errors.variants?.[index];
  const variant = getValues(`variants.${index}`);
  const isTracked = watch(`variants.${index}.inventory.isTracked`);
  const images = watch('images');
  return (
    <Drawer
      open
      onOpenChange={onClose}
      title={variant.optionValues.join(' · ') || t('products.editor.onlyVariant')}
      {...(variant.sku !== '' && { description: variant.sku })}
      closeLabel={t('shell.close')}
      footer={
        <DrawerClose render={<Button variant="primary">{t('products.editor.done')}</Button>} />
      }
    >
      <div className="flex flex-col gap-5">
        <Controller
          control={control}
          name={`variants.${index}.compareAtPrice`}
          render={({ field: { ref, value, onChange, onBlur } }) => (
            <Field
              label={t('products.editor.compareAt')}
              hint={t('products.editor.compareAtHint')}
              error={errors?.compareAtPrice?.amount?.message ?? errors?.compareAtPrice?.message}
            >
              <MoneyInput
                ref={ref}
                value={value}
                currency={variant.price.currency}
                onChange={onChange}
                onBlur={onBlur}
              />
            </Field>
          )}
        />
        <Field label={t('products.editor.barcode')} error={errors?.barcode?.message}>
          <Input {...register(`variants.${index}.barcode`, { setValueAs: emptyAsNull })} />
        </Field>
        <Field label={t('products.editor.weight')} error={errors?.weightGrams?.message}>
          <Input
            type="number"
            min={0}
            step="any"
            inputMode="decimal"
            trailing={<span className="pr-1.5">g</span>}
            {...register(`variants.${index}.weightGrams`, { setValueAs: numberOrNull })}
          />
        </Field>
        <Field label={t('products.editor.variantImage')}>
          <Select {...register(`variants.${index}.imageUrl`, { setValueAs: emptyAsNull })}>
            <option value="">{t('products.editor.noImage')}</option>
            {images.map(({ url, alt }, image) => (
              <option key={url} value={url}>
                {alt ?? t('products.editor.imageNumber', { number: image + 1 })}
              </option>
            ))}
          </Select>
        </Field>
        <Checkbox
          label={t('products.editor.requiresShipping')}
          {...register(`variants.${index}.requiresShipping`)}
        />
        <Checkbox
          label={t('products.editor.isTaxable')}
          {...register(`variants.${index}.isTaxable`)}
        />
        <Checkbox
          label={t('products.editor.isTracked')}
          hint={t('products.editor.isTrackedHint')}
          {...register(`variants.${index}.inventory.isTracked`)}
        />
        {isTracked && (
          <Field label={t('products.editor.policy')}>
            <Select {...register(`variants.${index}.inventory.policy`)}>
              <option value="deny">{t('stock.policies.deny')}</option>
              <option value="continue">{t('stock.policies.continue')}</option>
            </Select>
          </Field>
        )}
      </div>
    </Drawer>
  );
}
