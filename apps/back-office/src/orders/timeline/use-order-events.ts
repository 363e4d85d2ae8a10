import { useQuery } from '@tanstack/react-query';
import type { StaffOrder } from '@trastienda/shop-client';
import { client } from '../../session/api.ts';
import type { OrderEvent } from './timeline.ts';

const PAGE_SIZE = 100;

/** Pages that are read of one thing: an order has at most some hundred events. */
const MAX_PAGES = 10;

async function readEvents(
  aggregate: 'order' | 'payment',
  aggregateId: string,
  signal: AbortSignal,
): Promise<readonly OrderEvent[]> {
  const events: OrderEvent[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const input = { aggregate, aggregateId, limit: PAGE_SIZE, ...(cursor !== null && { cursor }) };
    const { items, nextCursor } = await client.admin.orders.events.query(input, { signal });
    events.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return events;
}

/** Key of the query of an order's events. */
export const orderEventsKey = (orderId: string) => ['order-events', orderId] as const;

/** Reads the events of an order and of its payment. */
export function useOrderEvents({ id, paymentId }: StaffOrder) {
  return useQuery({
    queryKey: orderEventsKey(id),
    queryFn: async ({ signal }) => {
      const both = await Promise.all([
        readEvents('order', id, signal),
        readEvents('payment', paymentId, signal),
      ]);
      return both.flat();
    },
  });
}
