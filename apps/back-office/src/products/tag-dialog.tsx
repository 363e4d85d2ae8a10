import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';

export interface TagDialogProps {
  readonly title: string;
  readonly onChoose: (tag: string) => void;
  readonly onClose: () => void;
}

/** Asks for a tag. */
export function TagDialog({ title, onChoose, onClose }: TagDialogProps) {
  const t = useTranslations();
  const formId = useId();
  const [tag, setTag] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tag.trim() !== '') onChoose(tag.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      closeLabel={t('shell.close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={tag.trim() === ''}>
            {title}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field label={t('products.tag')}>
          <Input
            autoFocus
            maxLength={255}
            value={tag}
            onChange={({ currentTarget }) => setTag(currentTarget.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
