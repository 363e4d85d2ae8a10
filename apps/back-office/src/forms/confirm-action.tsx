import { AlertDialog } from '@trastienda/ui/alert-dialog';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';

export interface ConfirmActionProps {
  /** The question. */
  readonly title: string;
  /** What happens on yes. */
  readonly description: string;
  readonly confirmLabel: string;
  readonly tone?: 'critical' | 'neutral';
  /** Calls the server; the dialog stays open with what failed. */
  readonly action: () => Promise<unknown>;
  readonly onDone: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Asks before the server is called, and shows what failed. */
export function ConfirmAction({
  title,
  description,
  confirmLabel,
  tone = 'critical',
  action,
  onDone,
  onClose,
  children,
}: ConfirmActionProps) {
  const t = useTranslations('shell');
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const confirm = async () => {
    setIsPending(true);
    setFailure(null);
    try {
      await action();
    } catch (error) {
      setIsPending(false);
      setFailure(error);
      return;
    }
    onDone();
  };

  return (
    <AlertDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={description}
      confirmLabel={confirmLabel}
      cancelLabel={t('cancel')}
      tone={tone}
      loading={isPending}
      onConfirm={() => void confirm()}
    >
      {children}
      <FailureAlert error={failure} />
    </AlertDialog>
  );
}
