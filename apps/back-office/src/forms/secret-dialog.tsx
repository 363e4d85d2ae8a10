import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { Textarea } from '@trastienda/ui/textarea';
import { useToast } from '@trastienda/ui/toast';
import { Copy } from 'lucide-react';
import { useTranslations } from 'use-intl';

export interface SecretDialogProps {
  readonly title: string;
  readonly label: string;
  readonly secret: string;
  /** Closes for good: the secret is not shown again. */
  readonly onClose: () => void;
}

/** Shows a secret that the server returns once. */
export function SecretDialog({ title, label, secret, onClose }: SecretDialogProps) {
  const t = useTranslations('secret');
  const tShell = useTranslations('shell');
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      toast.show({ tone: 'positive', title: tShell('copied') });
    } catch {
      toast.show({ tone: 'critical', title: t('copyFailed') });
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      closeLabel={tShell('close')}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('stored')}
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <Alert tone="warning" title={t('once')}>
          {t('onceText')}
        </Alert>
        <div className="flex items-end gap-2">
          <Field label={label} className="grow">
            {/* A line of text would scroll to one end of the secret; this shows all of it. */}
            <Textarea
              readOnly
              autoFocus
              spellCheck={false}
              rows={2}
              className="min-h-0! resize-none! break-all font-mono"
              value={secret}
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
          </Field>
          <Button icon={<Copy />} onClick={() => void copy()}>
            {tShell('copy')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
