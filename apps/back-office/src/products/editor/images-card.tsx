import { Button } from '@trastienda/ui/button';
import { Card } from '@trastienda/ui/card';
import { Field } from '@trastienda/ui/field';
import { IconButton } from '@trastienda/ui/icon-button';
import { Input } from '@trastienda/ui/input';
import { SectionHeader } from '@trastienda/ui/section-header';
import { ArrowDown, ArrowUp, ImagePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useFieldArray } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { emptyAsNull } from '../../forms/empty-as-null.ts';
import { useProductForm } from './product-form.ts';
import { UploadArea } from './upload-area.tsx';

function AddByUrl({ onAdd }: { readonly onAdd: (url: string) => void }) {
  const t = useTranslations('products.editor');
  const [url, setUrl] = useState('');
  const [isRefused, setIsRefused] = useState(false);
  const add = () => {
    const isUrl = URL.canParse(url.trim()) && /^https?:/.test(url.trim());
    setIsRefused(!isUrl);
    if (!isUrl) return;
    onAdd(url.trim());
    setUrl('');
  };
  return (
    <div className="flex items-start gap-2">
      <Field
        label={t('imageUrl')}
        labelHidden
        error={isRefused && t('imageUrlInvalid')}
        className="grow"
      >
        <Input
          inputMode="url"
          spellCheck={false}
          placeholder={t('imageUrl')}
          value={url}
          onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
      </Field>
      <Button icon={<ImagePlus />} onClick={add} disabled={url.trim() === ''}>
        {t('addImage')}
      </Button>
    </div>
  );
}

/** Images in their order, each with the text for those who do not see it. */
export function ImagesCard() {
  const t = useTranslations('products.editor');
  const { control, register, formState } = useProductForm();
  const { fields, append, move, remove } = useFieldArray({ control, name: 'images' });
  return (
    <Card className="flex flex-col gap-5">
      <SectionHeader title={t('images')} description={t('imagesHint')} />
      {fields.length > 0 && (
        <ul className="flex flex-col divide-y divide-border">
          {fields.map((image, index) => (
            <li key={image.id} className="flex items-center gap-3 py-3 first:pt-0 sm:gap-4">
              <img
                src={image.url}
                alt=""
                loading="lazy"
                className="size-16 shrink-0 rounded-md bg-sunken object-cover"
              />
              <Field
                label={t('alt', { number: index + 1 })}
                labelHidden
                error={formState.errors.images?.[index]?.alt?.message}
                className="grow"
              >
                <Input
                  placeholder={t('altHint')}
                  {...register(`images.${index}.alt`, { setValueAs: emptyAsNull })}
                />
              </Field>
              <div className="flex shrink-0 flex-col sm:flex-row">
                <IconButton
                  size="sm"
                  label={t('moveUp', { number: index + 1 })}
                  icon={<ArrowUp />}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                />
                <IconButton
                  size="sm"
                  label={t('moveDown', { number: index + 1 })}
                  icon={<ArrowDown />}
                  disabled={index === fields.length - 1}
                  onClick={() => move(index, index + 1)}
                />
                <IconButton
                  size="sm"
                  label={t('removeImage', { number: index + 1 })}
                  icon={<Trash2 />}
                  onClick={() => remove(index)}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      <UploadArea onUploaded={(url) => append({ url, alt: null })} />
      <AddByUrl onAdd={(url) => append({ url, alt: null })} />
    </Card>
  );
}
