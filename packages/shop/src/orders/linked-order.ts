import { ShopError } from '@trastienda/shop-contract';
import type { Database, OrderState } from '@trastienda/shop-db';
import type { OrderLinks } from './order-links.ts';

export interface LinkedOrderDeps {
  readonly database: Database;
  readonly links: OrderLinks;
}

/**
 * Reads the order of a link. Every token without an order fails alike, so that an answer tells
 * nothing about orders. Joins a transaction.
 * @throws {ShopError} LINK_INVALID.
 */
export async function readLinkedOrder(
  { database, links }: LinkedOrderDeps,
  token: string,
): Promise<OrderState> {
  const link = links.read(token);
  const order = link && (await database.orders.find(link.orderId));
  if (order === null || (order.linkVersion ?? 0) !== link?.version) {
    throw new ShopError('LINK_INVALID');
  }
  return order;
}
