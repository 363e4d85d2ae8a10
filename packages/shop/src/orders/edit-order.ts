import { type Address, isCountryCode, ShopError, suggestCountryCode } from '@trastienda/contract';
import type { Database, OrderState } from '@trastienda/db';
import type { ChangeContext } from '../base/change-context.ts';
import { isIsoRegion } from '../base/places/iso-regions.ts';
import { orderStateRefused } from './transitions.ts';
import { writeOrder } from './write-order.ts';

interface Deps {
  readonly database: Database;
}

/** As many as an order's document has room for. */
const MAX_NOTES = 500;

/** Adds what staff want to remember; within the transaction that has read the order. `ORDER_QUANTITY_EXCEEDED`. */
export function addOrderNote(
  deps: Deps,
  order: OrderState,
  text: string,
  context: ChangeContext,
): Promise<OrderState> {
  if (order.notes.length >= MAX_NOTES) {
    throw new ShopError('ORDER_QUANTITY_EXCEEDED', { details: { left: 0 } });
  }
  const { at } = context;
  const note = { id: deps.database.orders.newId(at), text, at };
  return writeOrder(
    deps,
    order,
    { notes: [...order.notes, note] },
    [{ type: 'order.note-added', data: { noteId: note.id } }],
    context,
  );
}

/**
 * Whether an order stays where its prices were made for. A country or region that is none, which earlier
 * versions let in, may be corrected.
 */
function isSamePlace(before: OrderState['shippingAddress'], after: Address): boolean {
  if (!isCountryCode(before.country)) {
    return after.country === (suggestCountryCode(before.country) ?? after.country);
  }
  if (after.country !== before.country) return false;
  if (before.region === null || isIsoRegion(before.country, before.region)) {
    return after.region === before.region;
  }
  return true;
}

/**
 * Sends an order elsewhere before anything of it is sent; within the transaction that has read it.
 * `ORDER_STATE_INVALID`, also for another country or region: tax and shipping were priced by those.
 */
export function changeOrderAddress(
  deps: Deps,
  order: OrderState,
  shippingAddress: Address,
  context: ChangeContext,
): Promise<OrderState> {
  if (order.status !== 'pending' && order.status !== 'paid') throw orderStateRefused(order.status);
  if (!isSamePlace(order.shippingAddress, shippingAddress)) {
    const { country, region } = order.shippingAddress;
    throw new ShopError('ORDER_STATE_INVALID', {
      message: 'The prices were made for another country or region.',
      details: { status: order.status, country, region },
    });
  }
  return writeOrder(
    deps,
    order,
    { shippingAddress },
    [{ type: 'order.address-changed', data: {} }],
    context,
  );
}
