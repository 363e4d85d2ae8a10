import type { Order } from '@trastienda/shop-client';

type TimedOrder = Pick<Order, 'placedAt' | 'fulfilments' | 'returns' | 'refunds'>;

/** Something that happened to an order, as its buyer sees it. */
export type Happening = { readonly at: string; readonly id: string } & (
  | { readonly kind: 'placed' }
  | {
      readonly kind: 'sent';
      readonly parcel: Order['fulfilments'][number];
      readonly number: number;
    }
  | { readonly kind: 'returned'; readonly request: Order['returns'][number] }
  | { readonly kind: 'refunded'; readonly refund: Order['refunds'][number] }
);

/** Returns what happened to an order, newest first. */
export function timelineOf({ placedAt, fulfilments, returns, refunds }: TimedOrder): Happening[] {
  const happenings: Happening[] = [
    { kind: 'placed', id: 'placed', at: placedAt },
    ...fulfilments.map((parcel, index) => ({
      ...{ kind: 'sent' as const, id: parcel.id, at: parcel.at, parcel, number: index + 1 },
    })),
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

/** Steps of an order that goes its way. */
export const STEPS = ['placed', 'paid', 'sent'] as const;

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
