import { useQueryClient } from '@tanstack/react-query';
import { useToast } from '@trastienda/ui/toast';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { ConfirmDialog } from '../orders/dialogs/confirm-dialog.tsx';
import { api, client } from '../session/api.ts';
import type { Message } from './show-message.ts';

export interface DeleteMessageDialogProps {
  readonly message: Message;
  readonly onClose: () => void;
}

/** Erases a message for good. */
export function DeleteMessageDialog({ message, onClose }: DeleteMessageDialogProps) {
  const t = useTranslations('inbox');
  const queryClient = useQueryClient();
  const toast = useToast();
  const navigate = useNavigate();
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const messageId = message.id;

  const confirm = async () => {
    if (isPending) return;
    setIsPending(true);
    setFailure(null);
    try {
      await client.admin.messages.delete.mutate({ messageId });
      void navigate('/messages', { replace: true });
      queryClient.removeQueries({ queryKey: api.admin.messages.get.queryKey({ messageId }) });
      void queryClient.invalidateQueries(api.admin.messages.list.pathFilter());
      toast.show({ title: t('deleted'), tone: 'positive' });
    } catch (error) {
      setFailure(error);
      setIsPending(false);
    }
  };

  return (
    <ConfirmDialog
      title={t('deleteTitle')}
      description={t('deleteText', { name: message.name })}
      confirm={t('delete')}
      tone="critical"
      size="sm"
      isPending={isPending}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <FailureAlert error={failure} />
    </ConfirmDialog>
  );
}
