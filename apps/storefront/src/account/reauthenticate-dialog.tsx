import { Dialog } from '@trastienda/ui/dialog';
import { useEffect, useRef } from 'react';
import { useFetcher } from 'react-router';
import { useTranslations } from 'use-intl';
import type { FormFailure } from '../forms/failure.ts';
import { FormBody } from '../forms/form-body.tsx';
import { PasswordField } from '../forms/password-field.tsx';
import { PendingContext } from '../forms/pending-context.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { useLocalePath } from '../i18n/use-locale.ts';
import { CodeField } from './code-field.tsx';
import { useAccountData } from './use-account.ts';

interface Props {
  readonly onClose: () => void;
  /** The session is recent again. */
  readonly onConfirmed: () => void;
}

/** Asks for the password again, and for a code where the account has a second factor. */
export default function ReauthenticateDialog({ onClose, onConfirmed }: Props) {
  const t = useTranslations('account.reauthenticate');
  const { account } = useAccountData();
  const inLanguage = useLocalePath();
  const fetcher = useFetcher<{ readonly failure: FormFailure | null }>();
  const confirmed = useRef(onConfirmed);
  useEffect(() => {
    confirmed.current = onConfirmed;
  }, [onConfirmed]);
  const { data: answer } = fetcher;
  useEffect(() => {
    if (answer?.failure === null) confirmed.current();
  }, [answer]);
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('title')}
      description={t('text')}
      closeLabel={t('close')}
    >
      <fetcher.Form method="post" action={inLanguage('/account/reauthenticate')} noValidate>
        <PendingContext value={fetcher.state !== 'idle'}>
          <FormBody failure={answer?.failure ?? null}>
            {/* Tells password managers whose password it is. */}
            <input type="email" autoComplete="username" value={account.email} readOnly hidden />
            <PasswordField name="password" label={t('password')} autoComplete="current-password" />
            {account.hasSecondFactor && <CodeField hint={t('codeHint')} />}
            <SubmitButton fullWidth>{t('submit')}</SubmitButton>
          </FormBody>
        </PendingContext>
      </fetcher.Form>
    </Dialog>
  );
}
