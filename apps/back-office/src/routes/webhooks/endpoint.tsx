import { useQuery } from '@tanstack/react-query';
import { isClientError } from '@trastienda/shop-client';
import { SectionHeader } from '@trastienda/ui/section-header';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { NotFound, PageFailure } from '../../errors/page-failure.tsx';
import { useShopClock } from '../../format/use-shop-clock.ts';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { Deliveries } from '../../webhooks/deliveries.tsx';
import type { Attempt } from '../../webhooks/endpoint.ts';
import { EndpointActions } from '../../webhooks/endpoint-actions.tsx';
import { EndpointBadge } from '../../webhooks/endpoint-badge.tsx';
import { EndpointFacts } from '../../webhooks/endpoint-facts.tsx';
import { TestResult } from '../../webhooks/test-result.tsx';
import type { Route } from './+types/endpoint.ts';

export const handle = requires('webhooks:write');

export default function WebhookEndpoint({ params }: Route.ComponentProps) {
  const t = useTranslations('webhooks');
  const clock = useShopClock();
  const [tested, setTested] = useState<Attempt | null>(null);
  const { data, error, refetch } = useQuery(api.admin.webhooks.get.queryOptions({ id: params.id }));
  if (isClientError(error, 'WEBHOOK_ENDPOINT_NOT_FOUND', 'INPUT_INVALID')) return <NotFound />;
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined || clock === null) return <PageSkeleton />;
  return (
    <Page
      title={data.description}
      status={<EndpointBadge endpoint={data} />}
      breadcrumbs={<BackLink to="/webhooks" label={t('title')} />}
      actions={<EndpointActions endpoint={data} timeZone={clock.timeZone} onTested={setTested} />}
    >
      <div className="flex flex-col gap-6">
        <EndpointFacts endpoint={data} />
        <SectionHeader title={t('deliveries')} description={t('deliveriesText')} />
        <Deliveries endpoint={data} />
      </div>
      {tested !== null && <TestResult attempt={tested} onClose={() => setTested(null)} />}
    </Page>
  );
}
