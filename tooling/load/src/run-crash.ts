import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, pick, type Random } from '@trastienda/testing';
import { resume } from './aftermath.ts';
import { buy, type Wish } from './buy.ts';
import { addDiscount, addProduct } from './products.ts';
import { type Report, reportOn, type Visit } from './report.ts';
import { startShop } from './shop-under-test.ts';

export interface CrashOptions {
  readonly seed: number;
  readonly checkouts: number;
  /** How many buyers are at it at a time. */
  readonly atOnce: number;
  readonly processes: number;
  /** The most calls between two crashes, as long as all processes are up. */
  readonly maxCalls: number;
}

export interface CrashReport extends Report {
  readonly crashes: number;
}

const MAX_DELAY_MS = 100;

/** What becomes of the provider's webhooks; it changes from time to time. */
const WEBHOOKS = ['send', 'duplicate', 'drop', 'delay', 'shuffle'] as const;

/** Fewer may use it than try. */
const CODE = 'FEW';

const SKUS = ['CUP', 'JAR', 'POT'] as const;

/** One SKU or several, one of each or some. */
function wishesOf(random: Random): Wish[] {
  const wanted = SKUS.filter(() => random() < 0.5);
  const skus = wanted.length > 0 ? wanted : [SKUS[0]];
  return skus.map((sku) => ({ sku, quantity: 1 + Math.floor(random() * 3) }));
}

/**
 * Buyers buy while server processes are killed and started again at random moments, and webhooks
 * come twice, late, in another order or not at all.
 */
export async function runCrash(options: CrashOptions): Promise<CrashReport> {
  const { seed, checkouts, atOnce, processes, maxCalls } = options;
  const random = createRandom(seed);
  let crashes = 0;
  let crash: Promise<void> | null = null;
  let callsLeft = maxCalls;
  let isOver = false;
  // By calls and not by time, so that a fast machine sees as many as a slow one.
  const onCall = () => {
    callsLeft -= 1;
    if (callsLeft > 0 || crash !== null || isOver) return;
    crashes += 1;
    crash = breakOne().finally(() => {
      callsLeft = 1 + Math.floor(random() * maxCalls);
      crash = null;
    });
  };
  const shop = await startShop({ processes, random, onCall });
  const breakOne = async () => {
    // Somewhere in the middle of what that call leads to.
    await delay(random() * MAX_DELAY_MS);
    await shop.crash(Math.floor(random() * processes));
    await shop.drive({ action: 'webhook-policy', kind: pick(random, WEBHOOKS), delayMs: 1000 });
  };
  try {
    // Too little for all: some are told that it is sold out, and what one gives up another gets.
    for (const sku of SKUS) await addProduct(shop.staff, { sku, quantity: checkouts });
    await addDiscount(shop.staff, { code: CODE, usageLimit: Math.ceil(checkouts / 6) });
    const startedAt = performance.now();

    const results: PromiseSettledResult<Visit>[] = [];
    let next = 0;
    const visit = async (own: Random): Promise<Visit> => {
      const client = shop.guest();
      const purchase = await buy(client, wishesOf(own), {
        random: own,
        changesMind: 0.1,
        walksAway: 0.15,
        ...(own() < 0.3 && { code: CODE }),
      });
      const { orderId } = purchase;
      if (orderId === null) return purchase;
      const people = { buyer: client, staff: shop.staff };
      return { ...purchase, afterwards: await resume(people, orderId, own) };
    };
    const buyer = async () => {
      while (next < checkouts) {
        next += 1;
        results.push(...(await Promise.allSettled([visit(createRandom(seed + next))])));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, buyer));
    isOver = true;
    await crash;
    return { ...(await reportOn(shop, { seed, startedAt, results })), crashes };
  } finally {
    await shop.stop();
  }
}
