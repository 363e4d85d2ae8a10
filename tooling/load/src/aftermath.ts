import { type Client, isClientError } from '@trastienda/client';
import { pick, type Random } from '@trastienda/testing';
import { retryUntilDone, twice } from './retry-until-done.ts';

/** What was done with an order afterwards, once it was answered. */
export type Aftermath = 'nothing' | 'cancelled' | 'refunded' | 'withdrawn' | 'sent';

const CHOICES = ['nothing', 'nothing', 'cancelled', 'refunded', 'withdrawn', 'sent'] as const;

/** The money is not there yet, so that nothing can be sent or given back. */
const isTooEarly = (error: unknown) =>
  isClientError(error) &&
  (error.data?.reason === 'ORDER_STATE_INVALID' || error.data?.reason === 'REFUND_EXCEEDS_PAID');

/** Does something with an order, as its buyer or as staff; gives what was done. */
export async function resume(
  { buyer, staff }: { readonly buyer: Client; readonly staff: Client },
  orderId: string,
  random: Random,
): Promise<Aftermath> {
  const choice: Aftermath = pick(random, CHOICES);
  const order = { orderId, idempotencyKey: crypto.randomUUID() };
  const everything = { what: { kind: 'everything' as const, restock: random() < 0.5 } };
  try {
    if (choice === 'cancelled') {
      await twice(
        () => buyer.order.cancel.mutate(order),
        ({ status }) => status,
      );
    }
    if (choice === 'refunded') {
      await twice(
        () => staff.orders.refund.mutate({ ...order, ...everything }),
        ({ id }) => id,
      );
    }
    if (choice === 'withdrawn') {
      const { lines } = await retryUntilDone(() => staff.orders.get.query({ orderId }));
      const units = lines.map(({ sku, quantity }) => ({ sku, quantity, from: 'unsent' as const }));
      const what = { kind: 'lines' as const, lines: units, amount: 0, restock: random() < 0.5 };
      await twice(
        () => staff.orders.refund.mutate({ ...order, what }),
        ({ id }) => id,
      );
    }
    if (choice === 'sent') {
      await twice(
        () => staff.orders.fulfil.mutate(order),
        ({ status }) => status,
      );
    }
    return choice;
  } catch (error) {
    if (isTooEarly(error)) return 'nothing';
    throw error;
  }
}
