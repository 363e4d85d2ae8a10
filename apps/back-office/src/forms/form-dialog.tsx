import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';

export interface FormDialogProps {
  readonly title: string;
  readonly description?: string;
  /** Says what the button does; by default it saves. */
  readonly submitLabel?: string;
  readonly size?: 'sm' | 'md' | 'lg';
  /** Of `useServerForm`. */
  readonly onSubmit: (event: FormEvent) => unknown;
  readonly isPending: boolean;
  readonly failure: unknown;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form of the server in a dialog: its fields, what failed, and the buttons below. */
export function FormDialog({
  title,
  description,
  submitLabel,
  size = 'md',
  onSubmit,
  isPending,
  failure,
  onClose,
  children,
}: FormDialogProps) {
  const t = useTranslations('shell');
  const formId = useId();
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={description}
      closeLabel={t('close')}
      size={size}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" loading={isPending}>
            {submitLabel ?? t('save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => void onSubmit(event)}
      >
        <FailureAlert error={failure} />
        {children}
      </form>
    </Dialog>
  );
}
