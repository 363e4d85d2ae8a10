import { Alert } from '@trastienda/ui/alert';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from './failure-text.ts';

interface Props {
  /** What the call was rejected with; nothing is shown for null. */
  readonly error: unknown;
  /** Buttons and links that lead on. */
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** Why a call has failed, announced at once. */
export function FailureAlert({ error, actions, className }: Props) {
  const t = useTranslations('failures');
  const textOf = useFailureText();
  if (error === null || error === undefined) return null;
  const { text, requestId } = textOf(error);
  return (
    <Alert tone="critical" className={className} {...(actions !== undefined && { actions })}>
      {text}
      {requestId !== null && (
        <span className="mt-1 block text-muted">
          {t('requestId')} <code className="font-mono text-xs">{requestId}</code>
        </span>
      )}
    </Alert>
  );
}
