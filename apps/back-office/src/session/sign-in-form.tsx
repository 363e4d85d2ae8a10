import { isClientError } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { client } from './api.ts';
import { type SecondFactor, SecondFactorFields } from './second-factor-fields.tsx';

interface StepProps {
  readonly onSignedIn: () => void;
}

interface PasswordStepProps extends StepProps {
  /** The address to begin with. */
  readonly knownEmail: string;
  readonly onChallenge: (challenge: string) => void;
}

function PasswordStep({ knownEmail, onSignedIn, onChallenge }: PasswordStepProps) {
  const t = useTranslations('signIn');
  const [email, setEmail] = useState(knownEmail);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const [isPending, setIsPending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    setIsPending(true);
    try {
      const result = await client.auth.signIn.mutate({ email: email.trim(), password });
      if (result.status === 'signed-in') onSignedIn();
      else onChallenge(result.challenge);
    } catch (error) {
      setFailure(error);
      setIsPending(false);
    }
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <FailureAlert error={failure} />
      <Field label={t('email')}>
        <Input
          type="email"
          required
          autoFocus={knownEmail === ''}
          autoComplete="username"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
      </Field>
      <Field label={t('password')} hint={t('forgotten')}>
        <Input
          type="password"
          required
          autoFocus={knownEmail !== ''}
          autoComplete="current-password"
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" fullWidth loading={isPending}>
        {t('submit')}
      </Button>
    </form>
  );
}

interface FactorStepProps extends StepProps {
  readonly challenge: string;
  readonly onStartAgain: (isExpired: boolean) => void;
}

function FactorStep({ challenge, onSignedIn, onStartAgain }: FactorStepProps) {
  const t = useTranslations();
  const [secondFactor, setSecondFactor] = useState<SecondFactor>();
  const [failure, setFailure] = useState<unknown>(null);
  const [isPending, setIsPending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (secondFactor === undefined) return;
    setFailure(null);
    setIsPending(true);
    try {
      await client.auth.completeSignIn.mutate({ challenge, secondFactor });
      onSignedIn();
    } catch (error) {
      // The challenge has expired, or was answered wrongly too often.
      if (isClientError(error, 'LINK_INVALID')) onStartAgain(true);
      setFailure(error);
      setIsPending(false);
    }
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <FailureAlert
        error={failure}
        // A code of another form is a wrong code, too.
        text={
          isClientError(failure, 'INPUT_INVALID')
            ? t('errors.reasons.SECOND_FACTOR_INVALID')
            : undefined
        }
      />
      <SecondFactorFields onChange={setSecondFactor} autoFocus />
      <Button type="submit" variant="primary" size="lg" fullWidth loading={isPending}>
        {t('signIn.confirm')}
      </Button>
      <Button variant="ghost" onClick={() => onStartAgain(false)}>
        {t('signIn.startAgain')}
      </Button>
    </form>
  );
}

export interface SignInFormProps extends StepProps {
  /** Whether a session has ended, which the page then says. */
  readonly hasEnded: boolean;
  /** Of the account that was signed in, if that is known. */
  readonly email?: string;
}

/** Email address and password, then the second factor of accounts that have one. */
export function SignInForm({ hasEnded, email = '', onSignedIn }: SignInFormProps) {
  const t = useTranslations('signIn');
  const [challenge, setChallenge] = useState<string>();
  const [isExpired, setIsExpired] = useState(false);
  const notice = isExpired ? t('expired') : hasEnded ? t('ended') : null;
  if (challenge !== undefined) {
    return (
      <FactorStep
        challenge={challenge}
        onSignedIn={onSignedIn}
        onStartAgain={(hasExpired) => {
          setIsExpired(hasExpired);
          setChallenge(undefined);
        }}
      />
    );
  }
  return (
    <>
      {notice !== null && (
        <Alert tone="warning" className="mb-5">
          {notice}
        </Alert>
      )}
      <PasswordStep knownEmail={email} onSignedIn={onSignedIn} onChallenge={setChallenge} />
    </>
  );
}
