import { isClientError } from '@trastienda/client';
import { checkInvariants } from '@trastienda/invariants';
import { settleShop } from '@trastienda/testing';
import type { Aftermath } from './aftermath.ts';
import type { Purchase } from './buy.ts';
import { findForgotten } from './find-forgotten.ts';
import { retryUntilDone } from './retry-until-done.ts';
import type { ShopUnderTest } from './shop-under-test.ts';

/** What somebody did in the shop. */
export interface Visit extends Purchase {
  readonly afterwards?: Aftermath;
}

/** What an order is by when everything has come to rest: status, and where its money is. */
const ENDS: Readonly<Record<Aftermath, readonly [status: string, paymentStatus: string]>> = {
  nothing: ['paid', 'paid'],
  cancelled: ['cancelled', 'refunded'],
  refunded: ['cancelled', 'refunded'],
  // The shop keeps the money of what it does not send: it was told to.
  withdrawn: ['cancelled', 'paid'],
  sent: ['fulfilled', 'paid'],
};

/** What came of a run. It went well when there are no problems. */
export interface Report {
  readonly seed: number;
  readonly seconds: number;
  /** How many purchases came to each outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly orders: number;
  readonly problems: readonly string[];
}

/** Where the shop remembers a purchase otherwise than it told the buyer. */
async function findBroken({ staff }: ShopUnderTest, visit: Visit): Promise<string[]> {
  const { client, outcome, answers, orderId, afterwards = 'nothing' } = visit;
  const problems = await findForgotten({ buyer: client, staff }, answers);
  const [first] = answers;
  if (first === undefined) return problems;
  if (orderId === null) {
    const { id, status } = await client.checkout.get.query({ checkoutId: first.id });
    // Somebody who has paid and walked away gets an order without being told.
    return status === 'completed' && outcome !== 'walked-away'
      ? [...problems, `checkout ${id} is completed; its buyer was told that it is ${outcome}`]
      : problems;
  }
  const order = await staff.orders.get.query({ orderId });
  const [status, paymentStatus] = ENDS[afterwards];
  // What is cancelled before its money was taken is never paid.
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
    const page = await staff.orders.search.query({ limit: 100, cursor });
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

/** Lets the shop come to rest, and compares what is there with what its buyers were told. */
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
  for (const visit of visits) {
    problems.push(...(await retryUntilDone(() => findBroken(shop, visit))));
  }
  for (const { invariant, subject, message } of await checkInvariants(shop.mongoUri)) {
    problems.push(`${invariant}: ${subject} ${message}`);
  }
  problems.push(...shop.faults().map((line) => `logged: ${line}`));
  return {
    ...{ seed, seconds, problems },
    outcomes: countBy(visits.map(({ outcome }) => outcome)),
    orders: await countOrders(shop),
  };
}
