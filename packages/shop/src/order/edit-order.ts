import { type Address, ShopError } from '@trastienda/contract';
import type { OrderState } from '@trastienda/db';
import type { BuyingDeps, Cause } from '../buying-deps.ts';
import { orderStateRefused } from './transitions.ts';
import { writeOrder } from './write-order.ts';

type Deps = Pick<BuyingDeps, 'database'>;

/** As many as an order's document has room for. */
const MAX_NOTES = 500;

/** Adds what staff want to remember; within the transaction that has read the order. `ORDER_QUANTITY`. */
export function addOrderNote(
  deps: Deps,
  order: OrderState,
  text: string,
  cause: Cause,
): Promise<OrderState> {
  if (order.notes.length >= MAX_NOTES) {
    throw new ShopError('ORDER_QUANTITY', { details: { left: 0 } });
  }
  const { at } = cause;
  const note = { id: deps.database.orders.newId(at), text, at };
  return writeOrder(
    deps,
    order,
    { notes: [...order.notes, note] },
    { type: 'order.note-added', data: { noteId: note.id } },
    cause,
  );
}

/**
 * Sends an order elsewhere before anything of it is sent; within the transaction that has read it.
 * `ORDER_STATE`, also for another country or region: tax and shipping were priced by those.
 */
export function changeOrderAddress(
  deps: Deps,
  order: OrderState,
  shippingAddress: Address,
  cause: Cause,
): Promise<OrderState> {
  if (order.status !== 'pending' && order.status !== 'paid') throw orderStateRefused(order.status);
  const { country, region } = order.shippingAddress;
  if (shippingAddress.country !== country || shippingAddress.region !== region) {
    throw new ShopError('ORDER_STATE', {
      message: 'The prices were made for another country or region.',
      details: { status: order.status, country, region },
    });
  }
  return writeOrder(
    deps,
    order,
    { shippingAddress },
    { type: 'order.address-changed', data: {} },
    cause,
  );
}
