import { Card } from '@trastienda/ui/card';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { Select } from '@trastienda/ui/select';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { emptyAsNull } from '../../forms/empty-as-null.ts';
import { TagInput } from '../../forms/tag-input.tsx';
import { PRODUCT_STATUSES } from '../product-list.ts';
import { useProductForm } from './product-form.ts';

/** Status, vendor, type and tags. */
export function OrganizationCard() {
  const t = useTranslations('products');
  const { register, control, formState, watch } = useProductForm();
  const { errors } = formState;
  return (
    <Card className="flex flex-col gap-5">
      <Field label={t('status')} hint={t(`editor.statusHints.${watch('status')}`)}>
        <Select {...register('status')}>
          {PRODUCT_STATUSES.map((status) => (
            <option key={status} value={status}>
              {t(`statuses.${status}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('vendor')} error={errors.vendor?.message}>
        <Input {...register('vendor', { setValueAs: emptyAsNull })} />
      </Field>
      <Field label={t('type')} error={errors.productType?.message}>
        <Input {...register('productType', { setValueAs: emptyAsNull })} />
      </Field>
      <Controller
        control={control}
        name="tags"
        render={({ field: { value, onChange } }) => (
          <Field label={t('editor.tags')} error={errors.tags?.message}>
            <TagInput
              value={value}
              onChange={onChange}
              placeholder={t('editor.tagsHint')}
              removeLabel={(tag) => t('editor.removeTag', { tag })}
            />
          </Field>
        )}
      />
    </Card>
  );
}
