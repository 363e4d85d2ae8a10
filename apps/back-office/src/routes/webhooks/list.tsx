import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { useOpenByAddress } from '../../browser/use-open-by-address.ts';
import { SecretDialog } from '../../forms/secret-dialog.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
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
    <Page title={t('title')} description={t('text')} actions={create}>
      <DataTable
        label={t('title')}
        list={list}
        page={page}
        columns={columns}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/webhooks/${id}`}
        empty={
          <EmptyState
            icon={<Webhook />}
            title={t('emptyTitle')}
            description={t('emptyText')}
            actions={create}
          />
        }
      />
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
    </Page>
  );
}
