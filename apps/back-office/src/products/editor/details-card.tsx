import { Card } from '@trastienda/ui/card';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { HtmlInput } from './html-input.tsx';
import { useProductForm } from './product-form.ts';
import { slugOf } from './product-values.ts';

/** Title and description. The address of a new product follows its title until it is edited. */
export function DetailsCard({ isNew }: { readonly isNew: boolean }) {
  const t = useTranslations('products.editor');
  const { register, control, formState, getFieldState, setValue } = useProductForm();
  const { errors } = formState;
  return (
    <Card className="flex flex-col gap-5">
      <Field label={t('title')} error={errors.title?.message} required>
        <Input
          {...register('title', {
            onChange({ target }: { target: HTMLInputElement }) {
              if (isNew && !getFieldState('slug').isDirty) {
                setValue('slug', slugOf(target.value), { shouldDirty: false });
              }
            },
          })}
        />
      </Field>
      <Controller
        control={control}
        name="descriptionHtml"
        render={({ field }) => (
          <Field label={t('description')} error={errors.descriptionHtml?.message}>
            <HtmlInput {...field} />
          </Field>
        )}
      />
    </Card>
  );
}
