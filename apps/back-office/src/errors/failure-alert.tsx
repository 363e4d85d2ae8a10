import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useSignInCheck } from '../session/account.tsx';
import { reasonText } from './reason-text.ts';
import { requestIdOf } from './request-id.ts';

export interface FailureAlertProps {
  /** Null shows nothing. */
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Says what failed where the page knows more than the reason does. */
  readonly text?: string | undefined;
}

/** Says inside of a page what failed, with the request to quote. */
export function FailureAlert({ error, onRetry, text }: FailureAlertProps) {
  const t = useTranslations();
  const shown = useRef<HTMLDivElement>(null);
  useSignInCheck(error);
  // What a form could not save may be said far above its button; lists and tiles keep their place.
  const isOfForm = onRetry === undefined;
  useEffect(() => {
    if (isOfForm && error) shown.current?.scrollIntoView({ block: 'nearest' });
  }, [error, isOfForm]);
  if (error === null || error === undefined) return null;
  const requestId = requestIdOf(error);
  return (
    <Alert
      ref={shown}
      // Clear of the bars above and below the page.
      className="scroll-my-24"
      tone="critical"
      title={text ?? reasonText(t, error)}
      actions={
        onRetry && (
          <Button size="sm" onClick={onRetry}>
            {t('errors.retry')}
          </Button>
        )
      }
    >
      {requestId !== null && (
        <span className="break-words font-mono text-xs">
          {t('errors.requestId', { id: requestId })}
        </span>
      )}
    </Alert>
  );
}
