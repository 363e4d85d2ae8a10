import { isClientError } from '@trastienda/shop-client';
import { useLiveQuery } from '@trastienda/shop-client/react-query';
import { api } from '../session/api.ts';

/** Reads an order, which stays live. */
export function useOrder(orderId: string) {
  return useLiveQuery(api.admin.orders.get.liveOptions({ orderId }));
}

/** Whether a failure says that there is no such order; the id in the address can be any text. */
export function isOrderMissing(error: unknown): boolean {
  return isClientError(error, 'ORDER_NOT_FOUND') || isClientError(error, 'INPUT_INVALID');
}
