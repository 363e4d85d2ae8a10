import { Button } from '@trastienda/ui/button';
import { Card } from '@trastienda/ui/card';
import { Dialog } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { IconButton } from '@trastienda/ui/icon-button';
import { Input } from '@trastienda/ui/input';
import { SectionHeader } from '@trastienda/ui/section-header';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { TagInput } from '../../forms/tag-input.tsx';
import {
  addOption,
  addValue,
  type Matrix,
  removeOption,
  removeValue,
  renameOption,
  valuesOfOption,
} from './options-matrix.ts';
import { useProductForm } from './product-form.ts';

/** As the contract has it. */
const MAX_OPTIONS = 3;

interface NewOptionDialogProps {
  readonly onAdd: (name: string, value: string) => void;
  readonly onClose: () => void;
}

/** Asks for an option and its first value, which all present variants get. */
function NewOptionDialog({ onAdd, onClose }: NewOptionDialogProps) {
  const t = useTranslations();
  const formId = useId();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const isComplete = name.trim() !== '' && value.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React passes events of this form on to that of the page, which would be sent.
    event.stopPropagation();
    if (isComplete) onAdd(name.trim(), value.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('products.editor.addOption')}
      description={t('products.editor.addOptionText')}
      closeLabel={t('shell.close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={!isComplete}>
            {t('products.editor.addOption')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-5">
        <Field label={t('products.editor.optionName')}>
          <Input
            autoFocus
            maxLength={255}
            placeholder={t('products.editor.optionExample')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </Field>
        <Field label={t('products.editor.firstValue')}>
          <Input
            maxLength={255}
            placeholder={t('products.editor.valueExample')}
            value={value}
            onChange={({ currentTarget }) => setValue(currentTarget.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}

/** Options such as size and color. Adding or removing a value adds or removes its variants. */
export function OptionsCard() {
  const t = useTranslations('products.editor');
  const { watch, getValues, setValue, formState } = useProductForm();
  const [isAdding, setIsAdding] = useState(false);
  const optionNames = watch('optionNames');
  const matrix: Matrix = { optionNames, variants: watch('variants') };

  const change = (next: (matrix: Matrix) => Matrix) => {
    const { optionNames: names, variants } = next({
      optionNames: getValues('optionNames'),
      variants: getValues('variants'),
    });
    setValue('optionNames', names, { shouldDirty: true });
    setValue('variants', variants, { shouldDirty: true });
  };
  const changeValues = (option: number, values: readonly string[]) =>
    change((current) => {
      const before = valuesOfOption(current, option);
      const removed = before.filter((each) => !values.includes(each));
      const added = values.filter((each) => !before.includes(each));
      const without = removed.reduce((each, value) => removeValue(each, option, value), current);
      return added.reduce((each, value) => addValue(each, option, value), without);
    });

  return (
    <Card className="flex flex-col gap-5">
      <SectionHeader
        title={t('options')}
        description={t('optionsHint')}
        actions={
          optionNames.length < MAX_OPTIONS && (
            <Button size="sm" icon={<Plus />} onClick={() => setIsAdding(true)}>
              {t('addOption')}
            </Button>
          )
        }
      />
      {formState.errors.optionNames?.message !== undefined && (
        <p className="text-critical text-sm">{formState.errors.optionNames.message}</p>
      )}
      {optionNames.map((name, option) => (
        // Options have no identity but their place.
        <div
          key={option}
          className="grid grid-cols-[1fr_auto] items-start gap-3 sm:grid-cols-[10rem_1fr_auto]"
        >
          <Field label={t('optionName')}>
            <Input
              value={name}
              maxLength={255}
              onChange={({ currentTarget: { value } }) =>
                change((current) => renameOption(current, option, value))
              }
            />
          </Field>
          <Field
            label={t('optionValues')}
            className="order-last col-span-2 sm:order-none sm:col-span-1"
          >
            <TagInput
              value={valuesOfOption(matrix, option)}
              onChange={(values) => changeValues(option, values)}
              placeholder={t('optionValuesHint')}
              removeLabel={(value) => t('removeValue', { value })}
            />
          </Field>
          <IconButton
            size="sm"
            className="mt-7"
            label={t('removeOption', { name })}
            icon={<Trash2 />}
            onClick={() => change((current) => removeOption(current, option))}
          />
        </div>
      ))}
      {isAdding && (
        <NewOptionDialog
          onClose={() => setIsAdding(false)}
          onAdd={(name, value) => {
            change((current) => addOption(current, name, value));
            setIsAdding(false);
          }}
        />
      )}
    </Card>
  );
}
