import { useQueryClient } from '@tanstack/react-query';
import type { RouterOutputs } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { useToast } from '@trastienda/ui/toast';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmAction } from '../forms/confirm-action.tsx';
import { api, client } from '../session/api.ts';

export type ApiKey = RouterOutputs['admin']['apiKeys']['list']['items'][number];

/** Revokes a key for good. */
export function RevokeKey({ apiKey }: { readonly apiKey: ApiKey }) {
  const t = useTranslations('apiKeys');
  const toast = useToast();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const { id, name } = apiKey;
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        aria-label={t('revokeKey', { name })}
        onClick={() => setIsOpen(true)}
      >
        {t('revoke')}
      </Button>
      {isOpen && (
        <ConfirmAction
          title={t('revokeTitle', { name })}
          description={t('revokeText')}
          confirmLabel={t('revoke')}
          action={() => client.admin.apiKeys.revoke.mutate({ id })}
          onDone={() => {
            setIsOpen(false);
            void queryClient.invalidateQueries(api.admin.apiKeys.pathFilter());
            toast.show({ title: t('revokedNow', { name }) });
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
