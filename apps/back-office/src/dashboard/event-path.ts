import { skuPath } from '../stock/sku-path.ts';
import type { ShopEvent } from './use-live-events.ts';

/** Returns the page of the thing that an event is about; null for those without one. */
export function eventPath({ aggregate, aggregateId, data }: ShopEvent): string | null {
  switch (aggregate) {
    case 'order':
      return `/orders/${aggregateId}`;
    case 'product':
      return `/products/${aggregateId}`;
    case 'stock':
      return skuPath(aggregateId);
    case 'payment':
    case 'checkout':
      return typeof data.orderId === 'string' ? `/orders/${data.orderId}` : null;
    default:
      return null;
  }
}

/** Fields of events that name their thing for people, the best first. */
const NAMES = ['number', 'orderNumber', 'title', 'slug', 'code', 'name', 'sku'] as const;

/** Returns what people call the thing that an event is about. */
export function eventSubject({ aggregate, aggregateId, data }: ShopEvent): string | null {
  if (aggregate === 'stock') return aggregateId;
  const name = NAMES.map((field) => data[field]).find((value) => typeof value === 'string');
  return typeof name === 'string' ? name : null;
}
