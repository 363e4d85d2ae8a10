import { useQueryClient } from '@tanstack/react-query';
import { useToast } from '@trastienda/ui/toast';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { ConfirmDialog } from '../orders/dialogs/confirm-dialog.tsx';
import { api, client } from '../session/api.ts';
import type { Customer } from './account-badge.tsx';

const CALLS = {
  disable: client.admin.accounts.disable.mutate,
  enable: client.admin.accounts.enable.mutate,
  removeSecondFactor: client.admin.accounts.removeSecondFactor.mutate,
} as const;

export type AccountCall = keyof typeof CALLS;

export interface AccountCallDialogProps {
  readonly account: Customer;
  readonly call: AccountCall;
  readonly onClose: () => void;
}

/** Says what a change of an account does, and makes it. */
export function AccountCallDialog({ account, call, onClose }: AccountCallDialogProps) {
  const t = useTranslations('customers');
  const queryClient = useQueryClient();
  const toast = useToast();
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { id, name } = account;

  const confirm = async () => {
    if (isPending) return;
    setIsPending(true);
    setFailure(null);
    try {
      const changed = await CALLS[call]({ id });
      queryClient.setQueryData(api.admin.accounts.get.queryKey({ id }), changed);
      void queryClient.invalidateQueries(api.admin.accounts.list.pathFilter());
      void queryClient.invalidateQueries(api.admin.audit.pathFilter());
      toast.show({ title: t(`calls.${call}.done`, { name }), tone: 'positive' });
      onClose();
    } catch (error) {
      setFailure(error);
      setIsPending(false);
    }
  };

  return (
    <ConfirmDialog
      title={t(`calls.${call}.title`)}
      description={t(`calls.${call}.text`, { name })}
      confirm={t(`calls.${call}.title`)}
      tone={call === 'enable' ? 'primary' : 'critical'}
      size="sm"
      isPending={isPending}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <FailureAlert error={failure} />
    </ConfirmDialog>
  );
}
