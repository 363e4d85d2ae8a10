import { type Client, isClientError } from '@trastienda/shop-client';
import { pick, type Random } from '@trastienda/testing';
import { retryUntilDone, twice } from './retry-until-done.ts';

/** An action on an order after its purchase, once it was acknowledged. */
export type Aftermath = 'nothing' | 'cancelled' | 'refunded' | 'withdrawn' | 'sent';

const CHOICES = ['nothing', 'nothing', 'cancelled', 'refunded', 'withdrawn', 'sent'] as const;

/** The money is not captured yet, so nothing can be sent or refunded. */
const isTooEarly = (error: unknown) =>
  isClientError(error) &&
  (error.data?.reason === 'ORDER_STATE_INVALID' || error.data?.reason === 'REFUND_EXCEEDS_PAID');

/** Performs an action on an order, as its buyer or as staff, and returns it. */
export async function resume(
  { buyer, staff }: { readonly buyer: Client; readonly staff: Client },
  orderId: string,
  random: Random,
): Promise<Aftermath> {
  const choice: Aftermath = pick(random, CHOICES);
  const order = { orderId };
  const once = { context: { idempotencyKey: crypto.randomUUID() } };
  const everything = { what: { kind: 'everything' as const, restock: random() < 0.5 } };
  try {
    if (choice === 'cancelled') {
      await twice(
        () => buyer.orders.cancel.mutate(order, once),
        ({ status }) => status,
      );
    }
    if (choice === 'refunded') {
      await twice(
        () => staff.admin.orders.refund.mutate({ ...order, ...everything }, once),
        ({ id }) => id,
      );
    }
    if (choice === 'withdrawn') {
      const { lines } = await retryUntilDone(() => staff.admin.orders.get.query({ orderId }));
      const units = lines.map(({ sku, quantity }) => ({ sku, quantity, from: 'unsent' as const }));
      const what = { kind: 'lines' as const, lines: units, amount: 0, restock: random() < 0.5 };
      await twice(
        () => staff.admin.orders.refund.mutate({ ...order, what }, once),
        ({ id }) => id,
      );
    }
    if (choice === 'sent') {
      await twice(
        () => staff.admin.orders.fulfil.mutate(order, once),
        ({ status }) => status,
      );
    }
    return choice;
  } catch (error) {
    if (isTooEarly(error)) return 'nothing';
    throw error;
  }
}
