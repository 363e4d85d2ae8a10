import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FormDialog } from '../forms/form-dialog.tsx';
import { client } from '../session/api.ts';
import type { StaffAccount } from './account.ts';
import { RoleField } from './role-field.tsx';

export interface RoleDialogProps {
  readonly account: StaffAccount;
  readonly onChanged: (account: StaffAccount) => void;
  readonly onClose: () => void;
}

/** Changes the role of an account, at once. */
export function RoleDialog({ account, onChanged, onClose }: RoleDialogProps) {
  const t = useTranslations('staff');
  const [role, setRole] = useState(account.role);
  const [failure, setFailure] = useState<unknown>(null);
  const [isPending, setIsPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    setIsPending(true);
    try {
      onChanged(await client.admin.accounts.setRole.mutate({ id: account.id, role }));
    } catch (error) {
      setFailure(error);
      setIsPending(false);
    }
  };
  return (
    <FormDialog
      title={t('changeRoleOf', { name: account.name })}
      description={t('changeRoleText')}
      submitLabel={t('changeRole')}
      onSubmit={submit}
      isPending={isPending}
      failure={failure}
      onClose={onClose}
    >
      <RoleField value={role} onChange={setRole} hasCustomer />
    </FormDialog>
  );
}
