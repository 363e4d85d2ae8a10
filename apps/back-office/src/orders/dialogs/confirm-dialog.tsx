import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly description: string;
  /** Names what will be done, with its money or units. */
  readonly confirm: string;
  /** Text of the button that does nothing; "Cancel" by default. */
  readonly dismiss?: string;
  readonly tone?: 'primary' | 'critical';
  readonly size?: 'sm' | 'md' | 'lg';
  readonly isPending: boolean;
  readonly isDisabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** A form in a dialog that does something to an order. */
export function ConfirmDialog({
  title,
  description,
  confirm,
  dismiss,
  tone = 'primary',
  size = 'md',
  isPending,
  isDisabled = false,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const t = useTranslations('shell');
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isDisabled) onConfirm();
  };
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
          <Button onClick={onClose}>{dismiss ?? t('cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant={tone}
            loading={isPending}
            disabled={isDisabled}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        {children}
      </form>
    </Dialog>
  );
}
