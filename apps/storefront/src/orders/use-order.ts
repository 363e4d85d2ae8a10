import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Order, RouterInputs } from '@trastienda/shop-client';
import { showAnswer, useLiveQuery } from '@trastienda/shop-client/react-query';
import { browserApi } from '../api/browser.ts';
import { shop } from '../api/queries.tsx';
import { callOnce } from '../calls/call-once.ts';

type ReturnInput = Omit<RouterInputs['orders']['requestReturn'], 'orderId'>;

/** Follows an order: what the shop does with it shows here at once. */
export function useOrder(loaded: Order) {
  const { id: orderId } = loaded;
  const queryClient = useQueryClient();
  const { data: order = loaded } = useLiveQuery(
    shop.orders.get.liveOptions({ orderId }, { initialData: loaded }),
  );
  const show = (call: () => Promise<Order>) =>
    showAnswer(queryClient, shop.orders.get.queryKey({ orderId }), call);
  const cancel = useMutation({
    mutationFn: (reason: string) => {
      const input = { orderId, ...(reason !== '' && { reason }) };
      return show(() =>
        callOnce(`orders.cancel:${orderId}`, input, (idempotencyKey) =>
          browserApi().orders.cancel.mutate(input, { context: { idempotencyKey } }),
        ),
      );
    },
  });
  const requestReturn = useMutation({
    mutationFn: (request: ReturnInput) => {
      const input = { orderId, ...request };
      return show(() =>
        callOnce(`orders.requestReturn:${orderId}`, input, (idempotencyKey) =>
          browserApi().orders.requestReturn.mutate(input, { context: { idempotencyKey } }),
        ),
      );
    },
  });
  return { order, cancel, requestReturn };
}

export type OrderActions = ReturnType<typeof useOrder>;
