import type { RouterOutputs } from '@trastienda/shop-client';
import { useEffect, useState } from 'react';
import { client } from '../session/api.ts';

/** An event of the shop, as `admin.orders.events` lists them and `admin.events.watch` streams them. */
export type ShopEvent = RouterOutputs['admin']['orders']['events']['items'][number];

export interface LiveEvents {
  /** The newest first. */
  readonly events: readonly ShopEvent[];
  /** Whether the stream has ended with a failure. */
  readonly isLost: boolean;
}

/** Follows the events that the account may see, from now on. */
export function useLiveEvents(limit: number): LiveEvents {
  const [events, setEvents] = useState<readonly ShopEvent[]>([]);
  const [isLost, setIsLost] = useState(false);
  useEffect(() => {
    const { unsubscribe } = client.admin.events.watch.subscribe(
      {},
      {
        onData({ data: { event } }) {
          if (event !== null) setEvents((before) => [event, ...before].slice(0, limit));
        },
        onError: () => setIsLost(true),
      },
    );
    return unsubscribe;
  }, [limit]);
  return { events, isLost };
}
