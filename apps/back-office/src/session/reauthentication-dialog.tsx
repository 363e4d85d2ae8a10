import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { type FormEvent, useId, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { useSignedIn } from './account.tsx';
import { client, reauthentication } from './api.ts';
import { type SecondFactor, SecondFactorFields } from './second-factor-fields.tsx';

function ReauthenticationForm({
  formId,
  onPending,
}: {
  readonly formId: string;
  readonly onPending: (isPending: boolean) => void;
}) {
  const t = useTranslations('signIn');
  const { account } = useSignedIn();
  const [password, setPassword] = useState('');
  const [secondFactor, setSecondFactor] = useState<SecondFactor>();
  const [failure, setFailure] = useState<unknown>(null);

  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    onPending(true);
    try {
      await client.auth.reauthenticate.mutate({
        password,
        ...(secondFactor !== undefined && { secondFactor }),
      });
      reauthentication.answer(true);
    } catch (error) {
      setFailure(error);
    } finally {
      onPending(false);
    }
  };

  return (
    <form id={formId} onSubmit={confirm} className="flex flex-col gap-4">
      <FailureAlert error={failure} />
      <input type="email" autoComplete="username" value={account.email} readOnly hidden />
      <Field label={t('password')}>
        <Input
          type="password"
          required
          autoFocus
          autoComplete="current-password"
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
      </Field>
      {account.hasSecondFactor && <SecondFactorFields onChange={setSecondFactor} />}
    </form>
  );
}

/** Asks for the password again when a call needs a recent sign-in; the call is then repeated. */
export function ReauthenticationDialog() {
  const t = useTranslations();
  const formId = useId();
  const [isPending, setIsPending] = useState(false);
  const isOpen = useSyncExternalStore(
    reauthentication.subscribe,
    reauthentication.isRequested,
    reauthentication.isRequested,
  );
  if (!isOpen) return null;
  return (
    <Dialog
      open
      onOpenChange={(isStillOpen) => !isStillOpen && reauthentication.answer(false)}
      title={t('signIn.againTitle')}
      description={t('signIn.againText')}
      closeLabel={t('shell.cancel')}
      size="sm"
      footer={
        <>
          <Button onClick={() => reauthentication.answer(false)}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" loading={isPending}>
            {t('signIn.confirm')}
          </Button>
        </>
      }
    >
      <ReauthenticationForm formId={formId} onPending={setIsPending} />
    </Dialog>
  );
}
