import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { Textarea } from '@trastienda/ui/textarea';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { companyDetails } from './company-details.ts';

/** Edits what documents say of the company. */
export function CompanyDetailsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  const formId = useId();
  const [text, setText] = useState(companyDetails.get());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    companyDetails.set(text.trim());
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('printing.company')}
      description={t('printing.companyText')}
      closeLabel={t('shell.close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary">
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field label={t('printing.companyLabel')} hint={t('printing.companyHint')}>
          <Textarea
            rows={5}
            maxLength={1000}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
