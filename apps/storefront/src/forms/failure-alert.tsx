import { Alert } from '@trastienda/ui/alert';
import { linkClass } from '@trastienda/ui/link';
import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import type { FormFailure } from './failure.ts';
import { SIGNED_OUT, useFailureText } from './use-failure-text.ts';

interface Props {
  readonly failure: FormFailure;
  /** In place of the general text for its reason. */
  readonly text?: string | undefined;
}

/** Why a form was not accepted. */
export function FailureAlert({ failure, text }: Props) {
  const t = useTranslations('forms');
  const textOf = useFailureText();
  const { pathname } = useLocation();
  return (
    <Alert tone="critical" tabIndex={-1}>
      {text ?? textOf(failure)}
      {SIGNED_OUT.includes(failure.reason) && (
        <>
          {' '}
          <Link
            to={`/sign-in?return=${encodeURIComponent(pathname)}`}
            className={linkClass({ tone: 'text' })}
          >
            {t('signIn')}
          </Link>
        </>
      )}
      {failure.requestId !== null && (
        <span className="mt-1 block text-muted">
          {t('requestId')} <code className="font-mono text-xs">{failure.requestId}</code>
        </span>
      )}
    </Alert>
  );
}
