import type { Order } from '@trastienda/shop-client';

type TimedOrder = Pick<Order, 'placedAt' | 'fulfilments' | 'returns' | 'refunds' | 'lines'>;

/** Something that happened to an order, as its buyer sees it. */
export type Happening = { readonly at: string; readonly id: string } & (
  | { readonly kind: 'placed' }
  | {
      readonly kind: 'sent';
      readonly parcel: Order['fulfilments'][number];
      readonly number: number;
    }
  | { readonly kind: 'delivered'; readonly parcel: Order['fulfilments'][number] }
  | { readonly kind: 'returned'; readonly request: Order['returns'][number] }
  | { readonly kind: 'refunded'; readonly refund: Order['refunds'][number] }
);

/** Returns the parcels of an order, numbered, and deliveries of what is not shipped, such as a course. */
function deliveriesOf({ fulfilments, lines }: TimedOrder): Happening[] {
  const unshipped = new Set(
    lines.filter(({ requiresShipping }) => !requiresShipping).map(({ sku }) => sku),
  );
  let number = 0;
  return fulfilments.map((parcel) => {
    const { id, at } = parcel;
    if (parcel.lines.every(({ sku }) => unshipped.has(sku))) {
      return { kind: 'delivered', id, at, parcel };
    }
    number += 1;
    return { kind: 'sent', id, at, parcel, number };
  });
}

/** Returns what happened to an order, newest first. */
export function timelineOf(order: TimedOrder): Happening[] {
  const { placedAt, returns, refunds } = order;
  const happenings: Happening[] = [
    { kind: 'placed', id: 'placed', at: placedAt },
    ...deliveriesOf(order),
    ...returns.map((request) => ({
      ...{ kind: 'returned' as const, id: request.id, at: request.requestedAt, request },
    })),
    // Units that were withdrawn without money are no news for the buyer.
    ...refunds
      .filter(({ amount }) => amount.amount > 0)
      .map((refund) => ({
        ...{ kind: 'refunded' as const, id: refund.id, at: refund.createdAt, refund },
      })),
  ];
  return happenings.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** Returns the steps of an order that goes its way; the last one depends on whether it is shipped. */
export function stepsOf({ isShipped }: Pick<Order, 'isShipped'>) {
  return ['placed', 'paid', isShipped ? 'sent' : 'delivered'] as const;
}

/** Returns the status of an order by the name of its text: what is not shipped is not sent. */
export function statusName({ status, isShipped }: Pick<Order, 'status' | 'isShipped'>) {
  if (isShipped) return status;
  if (status === 'fulfilled') return 'delivered';
  return status === 'partially-fulfilled' ? 'partially-delivered' : status;
}

/** Returns how many of the steps are done; null for an order that was canceled. */
export function stepsDone({ status }: Pick<Order, 'status'>): number | null {
  switch (status) {
    case 'pending':
      return 1;
    case 'paid':
    case 'partially-fulfilled':
      return 2;
    case 'fulfilled':
      return 3;
    case 'cancelled':
      return null;
  }
}
