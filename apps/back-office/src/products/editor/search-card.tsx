import { Card } from '@trastienda/ui/card';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { SectionHeader } from '@trastienda/ui/section-header';
import { Textarea } from '@trastienda/ui/textarea';
import { useTranslations } from 'use-intl';
import { emptyAsNull } from '../../forms/empty-as-null.ts';
import { useProductForm } from './product-form.ts';

/** Address of the product's page, and how search engines show it. */
export function SearchCard() {
  const t = useTranslations('products.editor');
  const { register, formState, watch } = useProductForm();
  const { errors } = formState;
  const [title, slug, seoTitle, seoDescription] = watch([
    'title',
    'slug',
    'seo.title',
    'seo.description',
  ]);
  return (
    <Card className="flex flex-col gap-5">
      <SectionHeader title={t('searchEngines')} description={t('searchEnginesHint')} />
      <div className="rounded-md bg-sunken p-4">
        <p className="truncate text-muted text-xs">{`${location.host}/products/${slug}`}</p>
        <p className="mt-1 truncate font-medium text-accent text-base">
          {seoTitle || title || t('untitled')}
        </p>
        {seoDescription && <p className="mt-1 line-clamp-2 text-muted text-sm">{seoDescription}</p>}
      </div>
      <Field label={t('slug')} hint={t('slugHint')} error={errors.slug?.message} required>
        <Input {...register('slug')} spellCheck={false} />
      </Field>
      <Field label={t('seoTitle')} error={errors.seo?.title?.message}>
        <Input {...register('seo.title', { setValueAs: emptyAsNull })} placeholder={title} />
      </Field>
      <Field label={t('seoDescription')} error={errors.seo?.description?.message}>
        <Textarea rows={2} {...register('seo.description', { setValueAs: emptyAsNull })} />
      </Field>
    </Card>
  );
}
