import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { newIdempotencyKey, type StaffOrder } from '@trastienda/shop-client';
import { showAnswer } from '@trastienda/shop-client/react-query';
import { useToast } from '@trastienda/ui/toast';
import { useRef, useState } from 'react';
import { api } from '../session/api.ts';
import { createIntentions } from './intentions.ts';

/** Options of a call that has an idempotency key. */
export interface KeyedCall {
  readonly context: { readonly idempotencyKey: string };
}

export interface OrderCallOptions<Input> {
  readonly call: (input: Input, options: KeyedCall) => Promise<StaffOrder>;
  /** Says in a toast what was done. */
  readonly success: string;
  readonly onDone?: () => void;
}

export interface OrderCall<Input> {
  /** Calls the server, unless it is being called already. Failures are in `failure`. */
  readonly run: (input: Input) => Promise<void>;
  /** Why the last call failed; null for none. */
  readonly failure: unknown;
  readonly isPending: boolean;
}

/** Changes an order by a call, shows what it returns, and reads again what depends on it. */
export async function changeOrder(
  queryClient: QueryClient,
  orderId: string,
  call: () => Promise<StaffOrder>,
): Promise<StaffOrder> {
  const order = await showAnswer(queryClient, api.admin.orders.get.queryKey({ orderId }), call);
  void queryClient.invalidateQueries(api.admin.orders.search.pathFilter());
  return order;
}

/**
 * Calls the server about an order: once however often the button is pressed, and with the same
 * idempotency key while no answer has arrived.
 *
 * @example
 * const { run, failure, isPending } = useOrderCall({
 *   call: client.admin.orders.cancel.mutate,
 *   success: t('cancel.done'),
 *   onDone: close,
 * });
 */
export function useOrderCall<Input extends { readonly orderId: string }>({
  call,
  success,
  onDone,
}: OrderCallOptions<Input>): OrderCall<Input> {
  const queryClient = useQueryClient();
  const toast = useToast();
  const [intentions] = useState(() => createIntentions(newIdempotencyKey));
  const isRunning = useRef(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [isPending, setIsPending] = useState(false);

  const run = async (input: Input) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setIsPending(true);
    setFailure(null);
    try {
      await changeOrder(queryClient, input.orderId, () =>
        call(input, { context: { idempotencyKey: intentions.keyOf(input) } }),
      );
      intentions.answered();
      toast.show({ title: success, tone: 'positive' });
      onDone?.();
    } catch (error) {
      setFailure(error);
    } finally {
      isRunning.current = false;
      setIsPending(false);
    }
  };
  return { run, failure, isPending };
}
