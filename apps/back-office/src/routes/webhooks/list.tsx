import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { useOpenByAddress } from '../../browser/use-open-by-address.ts';
import { SecretDialog } from '../../forms/secret-dialog.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { ListPage } from '../../shell/list-page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { useListState } from '../../table/use-list-state.ts';
import { EndpointDialog } from '../../webhooks/endpoint-dialog.tsx';
import { useEndpointColumns } from '../../webhooks/use-endpoint-columns.tsx';
import { ENDPOINTS } from '../../webhooks/webhook-lists.ts';

export const handle = requires('webhooks:write');

const PAGE_SIZE = 50;

interface Created {
  readonly id: string;
  readonly secret: string;
}

export default function WebhookEndpoints() {
  const t = useTranslations('webhooks');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const list = useListState(ENDPOINTS);
  const [isCreating, setCreating] = useOpenByAddress('new');
  const [created, setCreated] = useState<Created | null>(null);
  const page = useQuery(
    api.admin.webhooks.list.queryOptions(
      { limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useEndpointColumns();
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
      emptyIcon={<Webhook />}
      create={create}
      list={list}
      page={page}
      columns={columns}
      rowHref={({ id }) => `/webhooks/${id}`}
    >
      {isCreating && (
        <EndpointDialog
          endpoint={null}
          onSaved={({ id }, secret) => {
            setCreating(false);
            void queryClient.invalidateQueries(api.admin.webhooks.pathFilter());
            if (secret !== null) setCreated({ id, secret });
          }}
          onClose={() => setCreating(false)}
        />
      )}
      {created !== null && (
        <SecretDialog
          title={t('secretTitle')}
          label={t('secret')}
          secret={created.secret}
          onClose={() => void navigate(`/webhooks/${created.id}`)}
        />
      )}
    </ListPage>
  );
}
