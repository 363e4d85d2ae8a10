import { EmailAddress } from '@trastienda/shop-contract';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FormDialog } from '../forms/form-dialog.tsx';
import { client } from '../session/api.ts';
import type { Role, StaffAccount } from './account.ts';
import { RoleField } from './role-field.tsx';

export interface InviteDialogProps {
  readonly onInvited: (account: StaffAccount) => void;
  readonly onClose: () => void;
}

/** Gives an account a role by its email address. People sign up in the shop first. */
export function InviteDialog({ onInvited, onClose }: InviteDialogProps) {
  const t = useTranslations('staff');
  const tIssues = useTranslations('issues');
  const [text, setText] = useState('');
  const [role, setRole] = useState<Role>('staff');
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<unknown>(null);
  const [isPending, setIsPending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    setFailure(null);
    const email = EmailAddress.safeParse(text);
    if (!email.success) return setProblem(tIssues('email'));
    setIsPending(true);
    try {
      const { items } = await client.admin.accounts.list.query({ email: email.data });
      const [account] = items;
      if (account === undefined) setProblem(t('noAccount'));
      else onInvited(await client.admin.accounts.setRole.mutate({ id: account.id, role }));
    } catch (error) {
      setFailure(error);
    }
    setIsPending(false);
  };

  return (
    <FormDialog
      title={t('invite')}
      description={t('inviteText')}
      submitLabel={t('invite')}
      onSubmit={submit}
      isPending={isPending}
      failure={failure}
      onClose={onClose}
    >
      <Field label={t('email')} error={problem}>
        <Input
          type="email"
          autoFocus
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Field>
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  );
}
