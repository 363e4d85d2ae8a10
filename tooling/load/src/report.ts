import { isClientError } from '@trastienda/shop-client';
import { checkInvariants } from '@trastienda/shop-invariants';
import type { Aftermath } from './aftermath.ts';
import type { Purchase } from './buy.ts';
import { waitForConsumers } from './events/event-problems.ts';
import { findForgotten } from './find-forgotten.ts';
import { retryUntilDone } from './retry-until-done.ts';
import { settleShop } from './settle-shop.ts';
import type { ShopUnderTest } from './shop-under-test.ts';

/** The actions of a buyer. */
export interface Visit extends Purchase {
  readonly afterwards?: Aftermath;
}

/** An order once the shop is idle: status, and payment status. */
const ENDS: Readonly<Record<Aftermath, readonly [status: string, paymentStatus: string]>> = {
  nothing: ['paid', 'paid'],
  cancelled: ['cancelled', 'refunded'],
  refunded: ['cancelled', 'refunded'],
  // Staff asked the shop to keep the money of unsent units.
  withdrawn: ['cancelled', 'paid'],
  sent: ['fulfilled', 'paid'],
};

/** The result of a run. It succeeded when there are no problems. */
export interface Report {
  readonly seed: number;
  readonly seconds: number;
  /** Number of purchases by outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly orders: number;
  readonly problems: readonly string[];
}

/** Returns where the shop's data differs from what it answered the buyer. */
async function findBroken({ staff }: ShopUnderTest, visit: Visit): Promise<string[]> {
  const { client, outcome, answers, orderId, afterwards = 'nothing' } = visit;
  const problems = await findForgotten({ buyer: client, staff }, answers);
  const [first] = answers;
  if (first === undefined) return problems;
  if (orderId === null) {
    const { id, status } = await client.checkout.get.query({ checkoutId: first.id });
    // A buyer who has paid and left gets an order without a response.
    return status === 'completed' && outcome !== 'walked-away'
      ? [...problems, `checkout ${id} is completed; its buyer was told that it is ${outcome}`]
      : problems;
  }
  const order = await staff.admin.orders.get.query({ orderId });
  const [status, paymentStatus] = ENDS[afterwards];
  // An order canceled before the capture is never paid.
  const isUnpaid = afterwards === 'cancelled' && order.paymentStatus === 'voided';
  const isAsTold = order.status === status && order.total.amount === first.prices.total.amount;
  return isAsTold && (isUnpaid || order.paymentStatus === paymentStatus)
    ? problems
    : [
        ...problems,
        `order ${orderId} (${afterwards}) is ${order.status} and ${order.paymentStatus}`,
      ];
}

async function countOrders({ staff }: ShopUnderTest): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await staff.admin.orders.search.query({ limit: 100, cursor });
    count += page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return count;
}

function describe(error: unknown): string {
  const details = isClientError(error) ? JSON.stringify(error.data?.details ?? {}) : '';
  return `${String(error)} ${details}`;
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Waits until the shop is idle, and compares its data with what buyers were answered. */
export async function reportOn(
  shop: ShopUnderTest,
  run: {
    readonly seed: number;
    readonly startedAt: number;
    readonly results: readonly PromiseSettledResult<Visit>[];
  },
): Promise<Report> {
  const { seed, startedAt, results } = run;
  const seconds = (performance.now() - startedAt) / 1000;
  const visits = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const problems = results.flatMap((result) =>
    result.status === 'rejected' ? [`a buyer failed: ${describe(result.reason)}`] : [],
  );
  const left = await settleShop(shop.mongoUri);
  problems.push(...left.map((what) => `${what} never came to an end`));
  problems.push(...(await waitForConsumers(shop.staff)));
  for (const visit of visits) {
    problems.push(...(await retryUntilDone(() => findBroken(shop, visit))));
  }
  const violations = await checkInvariants(shop.mongoUri, { now: new Date() });
  for (const { invariant, subject, message } of violations) {
    problems.push(`${invariant}: ${subject} ${message}`);
  }
  problems.push(...shop.faults().map((line) => `logged: ${line}`));
  return {
    ...{ seed, seconds, problems },
    outcomes: countBy(visits.map(({ outcome }) => outcome)),
    orders: await countOrders(shop),
  };
}
