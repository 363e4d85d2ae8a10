import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ApiKeyDialog } from '../../api-keys/api-key-dialog.tsx';
import { API_KEYS } from '../../api-keys/api-key-list.ts';
import { useApiKeyColumns } from '../../api-keys/use-api-key-columns.tsx';
import { useOpenByAddress } from '../../browser/use-open-by-address.ts';
import { SecretDialog } from '../../forms/secret-dialog.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { ListPage } from '../../shell/list-page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { useListState } from '../../table/use-list-state.ts';

export const handle = requires('api-keys:write');

const PAGE_SIZE = 25;

export default function ApiKeys() {
  const t = useTranslations('apiKeys');
  const queryClient = useQueryClient();
  const list = useListState(API_KEYS);
  const [isCreating, setCreating] = useOpenByAddress('new');
  const [key, setKey] = useState<string | null>(null);
  const page = useQuery(
    api.admin.apiKeys.list.queryOptions(
      { limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useApiKeyColumns();
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <ListPage
      title={t('title')}
      text={t('text')}
      emptyTitle={t('emptyTitle')}
      emptyText={t('emptyText')}
      emptyIcon={<KeyRound />}
      create={create}
      list={list}
      page={page}
      columns={columns}
    >
      {isCreating && (
        <ApiKeyDialog
          onCreated={(created) => {
            setCreating(false);
            setKey(created.key);
            void queryClient.invalidateQueries(api.admin.apiKeys.pathFilter());
          }}
          onClose={() => setCreating(false)}
        />
      )}
      {key !== null && (
        <SecretDialog
          title={t('secretTitle')}
          label={t('key')}
          secret={key}
          onClose={() => setKey(null)}
        />
      )}
    </ListPage>
  );
}
