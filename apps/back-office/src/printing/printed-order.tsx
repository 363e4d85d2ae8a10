import type { StaffOrder } from '@trastienda/shop-client';
import { Spinner } from '@trastienda/ui/spinner';
import type { ReactNode } from 'react';
import { NotFound, PageFailure } from '../errors/page-failure.tsx';
import { isOrderMissing, useOrder } from '../orders/use-order.ts';

export interface PrintedOrderProps {
  readonly orderId: string;
  readonly children: (order: StaffOrder) => ReactNode;
}

/** Reads the order of a document. */
export function PrintedOrder({ orderId, children }: PrintedOrderProps) {
  const { data, error, refetch } = useOrder(orderId);
  if (data !== undefined) return children(data);
  if (isOrderMissing(error)) return <NotFound />;
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  return (
    <div className="grid min-h-dvh place-items-center text-accent" aria-busy="true">
      <Spinner size="lg" />
    </div>
  );
}
