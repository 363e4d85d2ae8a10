import { createStoreClient, formatMoney } from '@trastienda/shop-client';
import { createQueryBindings } from '@trastienda/shop-client/react';
import { useLiveQuery } from '@trastienda/shop-client/react-query';

const shop = createQueryBindings(
  createStoreClient({ url: location.origin, session: { kind: 'cookie' } }),
);

/** An order that updates by itself: staff send a parcel, and the page shows it within a second. */
export function OrderStatus({ orderId }: { readonly orderId: string }) {
  const { data: order, error } = useLiveQuery(shop.orders.get.liveOptions({ orderId }));
  if (error?.data?.reason === 'ORDER_NOT_FOUND') return <p>There is no such order.</p>;
  if (order === undefined) return <p>Loading …</p>;
  return (
    <p>
      Order {order.number}: {order.status}, {formatMoney(order.prices.total, 'en')}
    </p>
  );
}
