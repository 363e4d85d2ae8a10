import { setTimeout as delay } from 'node:timers/promises';
import { type Client, type ErrorReason, isClientError } from '@trastienda/shop-client';
import type { CheckoutView } from '@trastienda/shop-contract';
import { pick, type Random } from '@trastienda/testing';
import { retryUntilDone, twice } from './retry-until-done.ts';

/** A purchase to make. */
export interface Wish {
  readonly sku: string;
  readonly quantity: number;
}

/** The outcome, as the buyer knows it. */
export interface Purchase {
  readonly client: Client;
  readonly outcome: 'bought' | 'sold-out' | 'cancelled' | 'declined' | 'walked-away';
  /**
   * Every response about the checkout since it was amended, in order: what the shop has
   * acknowledged.
   */
  readonly answers: readonly CheckoutView[];
  readonly orderId: string | null;
}

/** Payment methods, tried one after the other. */
const WALLETS = [
  ['pm_test_approve'],
  ['pm_test_approve'],
  ['pm_test_decline', 'pm_test_approve'],
  ['pm_test_delay_50'],
  ['pm_test_delay_500'],
] as const;

/** Where `addTax` taxes. */
export const ABROAD = 'PT';

const ADDRESS = { name: 'Ana López', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

/** Long enough for any sandbox payment on a busy machine. */
const PATIENCE_MS = 300_000;

export interface BuyOptions {
  readonly random: Random;
  /** Probability that a buyer with a reservation moves it abroad, where it is taxed. */
  readonly amends?: number;
  /** Probability that a buyer with a reservation cancels. */
  readonly changesMind?: number;
  /** Probability that a buyer leaves after paying: webhooks and workers do the rest. */
  readonly walksAway?: number;
  /** A discount code to try; the purchase continues when it is rejected. */
  readonly code?: string;
}

async function fillCart(client: Client, wishes: readonly Wish[]): Promise<void> {
  for (const { sku, quantity } of wishes) {
    // An unanswered call may have added it: the cart tells.
    await retryUntilDone(async () => {
      const { lines } = await client.cart.get.query();
      if (lines.some((line) => line.sku === sku)) return;
      await client.cart.add.mutate({ sku, quantity });
    });
  }
}

const isRefused = (error: unknown, reason: ErrorReason) =>
  isClientError(error) && error.data?.reason === reason;

/** Options of calls that are one intention, however often they are made. */
const intention = () => ({ context: { idempotencyKey: crypto.randomUUID() } });

/** Starts the checkout; returns null when others have bought the stock. */
async function start(client: Client) {
  const input = {
    email: 'ana@shop.example',
    shippingAddress: ADDRESS,
  };
  const once = intention();
  try {
    return await twice(
      () => client.checkout.start.mutate(input, once),
      ({ id }) => id,
    );
  } catch (error) {
    if (isRefused(error, 'STOCK_INSUFFICIENT')) return null;
    throw error;
  }
}

async function startWithCode(client: Client, code: string) {
  await retryUntilDone(() => client.cart.setDiscountCodes.mutate({ codes: [code] }));
  try {
    return await start(client);
  } catch (error) {
    if (!isRefused(error, 'DISCOUNT_REFUSED')) throw error;
    await retryUntilDone(() => client.cart.setDiscountCodes.mutate({ codes: [] }));
    return start(client);
  }
}

/**
 * Moves the checkout abroad, half of the time after a payment has begun; returns null when that
 * payment prevents it.
 */
async function amend(client: Client, checkoutId: string, random: Random) {
  if (random() < 0.5) {
    const once = intention();
    await twice(
      () => client.checkout.pay.mutate({ checkoutId }, once),
      (answer) => answer.id,
    );
  }
  const input = { checkoutId, shippingAddress: { ...ADDRESS, country: ABROAD } };
  const once = intention();
  try {
    return await twice(
      () => client.checkout.amend.mutate(input, once),
      ({ prices }) => String(prices.total.amount),
    );
  } catch (error) {
    if (isRefused(error, 'PAYMENT_IN_PROGRESS')) return null;
    throw error;
  }
}

/**
 * Buys like an impatient, persistent buyer: repeats unanswered calls, clicks twice, tries another
 * card. Rejects when the shop does what it must not.
 */
export async function buy(
  client: Client,
  wishes: readonly Wish[],
  { random, amends = 0, changesMind = 0, walksAway = 0, code }: BuyOptions,
): Promise<Purchase> {
  const answers: CheckoutView[] = [];
  const tell = (answer: CheckoutView): CheckoutView => {
    answers.push(answer);
    return answer;
  };
  const end = (outcome: Purchase['outcome'], orderId: string | null = null): Purchase => ({
    ...{ client, outcome, answers, orderId },
  });
  await fillCart(client, wishes);

  const started = code === undefined ? await start(client) : await startWithCode(client, code);
  if (started === null) return end('sold-out');
  const { id: checkoutId } = tell(started);

  if (random() < amends) {
    const amended = await amend(client, checkoutId, random);
    if (amended !== null) {
      // Those before have another total.
      answers.length = 0;
      tell(amended);
    }
  }

  if (random() < changesMind) {
    const cancel = { checkoutId };
    const once = intention();
    tell(
      await twice(
        () => client.checkout.cancel.mutate(cancel, once),
        ({ status }) => status,
      ),
    );
    return end('cancelled');
  }

  for (const paymentMethod of pick(random, WALLETS)) {
    const pay = { checkoutId, paymentMethod };
    const once = intention();
    tell(
      await twice(
        () => client.checkout.pay.mutate(pay, once),
        (answer) => answer.payment?.id ?? null,
      ),
    );
  }

  if (random() < walksAway) return end('walked-away');

  const giveUpAt = performance.now() + PATIENCE_MS;
  while (performance.now() < giveUpAt) {
    const complete = { checkoutId };
    const once = intention();
    const { orderId, payment } = tell(
      await twice(
        () => client.checkout.complete.mutate(complete, once),
        (answer) => answer.id,
      ),
    );
    if (orderId !== null) return end('bought', orderId);
    if (payment?.status === 'failed') return end('declined');
    await delay(50);
  }
  return end('walked-away');
}
