import { Dialog } from '@trastienda/ui/dialog';
import { useTranslations } from 'use-intl';
import { AttemptView } from './attempt-view.tsx';
import type { Attempt } from './endpoint.ts';

export interface TestResultProps {
  readonly attempt: Attempt;
  readonly onClose: () => void;
}

/** What a test came to. */
export function TestResult({ attempt, onClose }: TestResultProps) {
  const t = useTranslations('webhooks');
  const tShell = useTranslations('shell');
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={attempt.failure === null ? t('testSucceeded') : t('testFailed')}
      description={attempt.failure === null ? t('testSucceededText') : t('testFailedText')}
      closeLabel={tShell('close')}
    >
      <AttemptView attempt={attempt} />
    </Dialog>
  );
}
