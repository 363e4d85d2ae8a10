import { Skeleton } from '@trastienda/ui/skeleton';
import { useTranslations } from 'use-intl';
import { NotFound, PageFailure } from '../../errors/page-failure.tsx';
import { OrderPage } from '../../orders/order-page.tsx';
import { isOrderMissing, useOrder } from '../../orders/use-order.ts';
import { requires } from '../../session/route-access.ts';
import type { Route } from './+types/order.ts';

export const handle = requires('orders:read');

export default function Order({ params }: Route.ComponentProps) {
  const t = useTranslations('orders');
  const { data, error, refetch } = useOrder(params.orderId);
  if (data !== undefined) return <OrderPage key={data.id} order={data} />;
  if (isOrderMissing(error)) return <NotFound />;
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-9 w-56" />
      <div className="grid gap-6 xl:grid-cols-3">
        <Skeleton className="h-96 xl:col-span-2" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
