import type { Order, StoreClient } from '@trastienda/shop-client';

/** Returns all orders of the account, newest first. */
async function readOrders(api: StoreClient): Promise<Order[]> {
  const orders: Order[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.orders.list.query(cursor === undefined ? {} : { cursor });
    orders.push(
      ...(await Promise.all(page.items.map(({ id }) => api.orders.get.query({ orderId: id })))),
    );
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return orders;
}

/** Returns what the API shows an account of itself. */
export async function readOwnData(api: StoreClient) {
  const [account, { sessions }, addresses, cart] = await Promise.all([
    api.account.get.query(),
    api.account.listSessions.query(),
    api.addresses.get.query(),
    api.cart.get.query(),
  ]);
  return { account, addresses, sessions, cart, orders: await readOrders(api) };
}
