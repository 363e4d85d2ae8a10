import type { ChangeContext } from '@trastienda/mongo';
import {
  type Address,
  isCountryCode,
  ShopError,
  suggestCountryCode,
} from '@trastienda/shop-contract';
import type { Database, OrderState } from '@trastienda/shop-db';
import { isIsoRegion } from '../base/places/iso-regions.ts';
import { orderStateInvalid } from './transitions.ts';
import { writeOrder } from './write-order.ts';

interface Deps {
  readonly database: Database;
}

/** Maximum notes, so that the order document stays small. */
const MAX_NOTES = 500;

/**
 * Adds a note by staff, within the transaction that has read the order.
 * @throws {ShopError} ORDER_QUANTITY_EXCEEDED when the order has the maximum number of notes.
 */
export function addOrderNote(
  deps: Deps,
  order: OrderState,
  text: string,
  context: ChangeContext,
): Promise<OrderState> {
  if (order.notes.length >= MAX_NOTES) {
    throw new ShopError('ORDER_QUANTITY_EXCEEDED', { details: { sku: null, left: 0 } });
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
 * Returns whether an address is in the country and region that the prices were computed for. An
 * invalid country or region, which earlier versions accepted, may be corrected.
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
 * Changes the shipping address of an order before anything is shipped, within the transaction that
 * has read the order.
 * @throws {ShopError} ORDER_STATE_INVALID when something was shipped, and for another country or
 * region, because tax and shipping were priced by those.
 */
export function changeOrderAddress(
  deps: Deps,
  order: OrderState,
  shippingAddress: Address,
  context: ChangeContext,
): Promise<OrderState> {
  if (order.status !== 'pending' && order.status !== 'paid') throw orderStateInvalid(order.status);
  if (!isSamePlace(order.shippingAddress, shippingAddress)) {
    const { country, region } = order.shippingAddress;
    throw new ShopError('ORDER_STATE_INVALID', {
      message: 'The prices of the order are for another country or region.',
      details: { status: order.status, place: { country, region } },
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
