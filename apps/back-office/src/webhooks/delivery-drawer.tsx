import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { DescriptionItem, DescriptionList } from '@trastienda/ui/description-list';
import { Drawer } from '@trastienda/ui/drawer';
import { Skeleton } from '@trastienda/ui/skeleton';
import { useToast } from '@trastienda/ui/toast';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { useFormats } from '../format/use-formats.ts';
import { api, client } from '../session/api.ts';
import { AttemptView } from './attempt-view.tsx';
import { DeliveryBadge } from './delivery-badge.tsx';
import type { Delivery } from './endpoint.ts';

/** While a delivery is on its way, its attempts are asked for again. */
const REFRESH_MS = 2_000;

export interface DeliveryDrawerProps {
  readonly delivery: Delivery;
  readonly isEnabled: boolean;
  readonly onClose: () => void;
}

/** A delivery with its attempts; sends it again. */
export function DeliveryDrawer({ delivery, isEnabled, onClose }: DeliveryDrawerProps) {
  const t = useTranslations('webhooks');
  const tTable = useTranslations('table');
  const tShell = useTranslations('shell');
  const format = useFormats();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);
  const [isPending, setIsPending] = useState(false);
  const { id, endpointId, status, nextAttemptAt } = delivery;
  const attempts = useInfiniteQuery(
    api.admin.webhooks.attempts.infiniteQueryOptions(
      { endpointId, deliveryId: id, limit: 20 },
      {
        refetchInterval: status === 'pending' ? REFRESH_MS : false,
      },
    ),
  );
  const items = attempts.data?.pages.flatMap((page) => page.items) ?? [];

  const resend = async () => {
    setFailure(null);
    setIsPending(true);
    try {
      await client.admin.webhooks.resend.mutate({ deliveryId: id });
      toast.show({ tone: 'positive', title: t('resent', { type: delivery.eventType }) });
    } catch (error) {
      setFailure(error);
    }
    setIsPending(false);
    await queryClient.invalidateQueries(api.admin.webhooks.pathFilter());
  };

  return (
    <Drawer
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={<span className="font-mono text-base">{delivery.eventType}</span>}
      description={t('delivery')}
      closeLabel={tShell('close')}
      size="lg"
      footer={
        <Button
          variant="primary"
          icon={<RotateCcw />}
          loading={isPending}
          disabled={!isEnabled}
          onClick={() => void resend()}
        >
          {t('resend')}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        <FailureAlert error={failure ?? attempts.error} />
        <DescriptionList>
          <DescriptionItem term={t('state')}>
            <DeliveryBadge status={status} />
          </DescriptionItem>
          <DescriptionItem term={t('webhookId')}>
            <span className="break-all font-mono text-xs">{delivery.webhookId}</span>
          </DescriptionItem>
          <DescriptionItem term={t('createdAt')}>
            {format.dateTime(delivery.createdAt)}
          </DescriptionItem>
          {nextAttemptAt !== null && (
            <DescriptionItem term={t('nextAttempt')}>
              {format.dateTime(nextAttemptAt)}
            </DescriptionItem>
          )}
        </DescriptionList>
        <section className="flex flex-col gap-3" aria-label={t('attempts')}>
          <h3 className="font-semibold text-sm">{t('attempts')}</h3>
          {attempts.isPending && <Skeleton className="h-24" />}
          {attempts.isSuccess && items.length === 0 && (
            <p className="text-muted text-sm">{t('noAttempts')}</p>
          )}
          {items.map((attempt) => (
            <AttemptView key={attempt.id} attempt={attempt} />
          ))}
          {attempts.hasNextPage && (
            <Button
              size="sm"
              className="self-start"
              loading={attempts.isFetchingNextPage}
              onClick={() => void attempts.fetchNextPage()}
            >
              {tTable('next')}
            </Button>
          )}
        </section>
      </div>
    </Drawer>
  );
}
