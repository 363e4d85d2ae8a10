import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Badge } from '@trastienda/ui/badge';
import { Card } from '@trastienda/ui/card';
import { Disclosure } from '@trastienda/ui/disclosure';
import { EmptyState } from '@trastienda/ui/empty-state';
import { StatTile } from '@trastienda/ui/stat-tile';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { ConsumerBadge } from '../../consumers/consumer-badge.tsx';
import { HOLDS } from '../../consumers/consumer-lists.ts';
import { useHoldColumns } from '../../consumers/use-hold-columns.tsx';
import { NotFound, PageFailure } from '../../errors/page-failure.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { cursorOf } from '../../table/cursor-of.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useListState } from '../../table/use-list-state.ts';
import type { Route } from './+types/consumer.ts';

export const handle = requires('events:read');

const PAGE_SIZE = 25;
const REFRESH_MS = 10_000;

export default function EventConsumer({ params: { name } }: Route.ComponentProps) {
  const t = useTranslations('consumers');
  const format = useFormats();
  const list = useListState(HOLDS);
  const { data, error, refetch } = useQuery(
    api.admin.events.consumers.queryOptions(undefined, { refetchInterval: REFRESH_MS }),
  );
  const consumer = data?.items.find((each) => each.name === name);
  const page = useQuery(
    api.admin.events.holds.queryOptions(
      { consumer: name, limit: PAGE_SIZE, ...cursorOf(list) },
      { placeholderData: keepPreviousData, enabled: consumer !== undefined },
    ),
  );
  const columns = useHoldColumns();
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PageSkeleton />;
  if (consumer === undefined) return <NotFound />;
  return (
    <Page
      title={consumer.name}
      status={<ConsumerBadge consumer={consumer} />}
      breadcrumbs={<BackLink to="/events" label={t('title')} />}
    >
      <div className="flex flex-col gap-6">
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
          <StatTile
            className="col-span-2 sm:col-span-1"
            label={t('pending')}
            value={format.number(consumer.pending)}
            hint={
              consumer.oldestAt !== null &&
              t('oldestAt', { time: format.dateTime(consumer.oldestAt) })
            }
          />
          <StatTile label={t('retrying')} value={format.number(consumer.retrying)} />
          <StatTile label={t('parked')} value={format.number(consumer.parked)} />
        </div>
        <DataTable
          label={t('holds')}
          list={list}
          page={page}
          columns={columns}
          rowId={({ id }) => id}
          empty={
            <EmptyState
              icon={<CircleCheck />}
              title={t('noHolds')}
              description={t('noHoldsText')}
            />
          }
        />
        <Card padding="none">
          <Disclosure
            title={t('types', { count: consumer.types.length })}
            className="border-b-0 px-5 sm:px-6"
          >
            <ul className="flex flex-wrap gap-1.5">
              {consumer.types.map((type) => (
                <li key={type}>
                  <Badge className="font-mono">{type}</Badge>
                </li>
              ))}
            </ul>
          </Disclosure>
        </Card>
      </div>
    </Page>
  );
}
