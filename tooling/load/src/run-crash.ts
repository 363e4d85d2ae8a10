import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, pick, type Random } from '@trastienda/testing';
import { resume } from './aftermath.ts';
import { ABROAD, buy, type Wish } from './buy.ts';
import { findEventProblems } from './events/event-problems.ts';
import { startFlakyReceiver } from './events/receive-webhooks.ts';
import { addDiscount, addProduct, addTax } from './products.ts';
import { type Report, reportOn, type Visit } from './report.ts';
import { startShop } from './shop-under-test.ts';

export interface CrashOptions {
  readonly seed: number;
  readonly checkouts: number;
  /** Number of concurrent buyers. */
  readonly atOnce: number;
  readonly processes: number;
  /** Maximum calls between two crashes while all processes are up. */
  readonly maxCalls: number;
}

export interface CrashReport extends Report {
  readonly crashes: number;
  /** Number of events that the receiver of webhooks got. */
  readonly events: number;
}

const MAX_DELAY_MS = 100;

/** Webhook policies, changed from time to time. */
const WEBHOOKS = ['send', 'duplicate', 'drop', 'delay', 'shuffle'] as const;

/** Fewer uses than buyers who try it. */
const CODE = 'FEW';

const SKUS = ['CUP', 'JAR', 'POT'] as const;

/** One SKU or several, one of each or some. */
function wishesOf(random: Random): Wish[] {
  const wanted = SKUS.filter(() => random() < 0.5);
  const skus = wanted.length > 0 ? wanted : [SKUS[0]];
  return skus.map((sku) => ({ sku, quantity: 1 + Math.floor(random() * 3) }));
}

/**
 * Runs buyers while server processes are killed and restarted at random moments, and webhooks
 * arrive twice, late, reordered or never. A consumer of all events is killed too, and a receiver of
 * the shop's own webhooks fails now and then.
 */
export async function runCrash(options: CrashOptions): Promise<CrashReport> {
  const { seed, checkouts, atOnce, processes, maxCalls } = options;
  const random = createRandom(seed);
  let crashes = 0;
  let crash: Promise<void> | null = null;
  let callsLeft = maxCalls;
  let isOver = false;
  // Counted by calls, not by time, so that a fast machine sees as many crashes as a slow one.
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
    // During the work that the call causes.
    await delay(random() * MAX_DELAY_MS);
    // The last one is the witness.
    const victim = Math.floor(random() * (processes + 1));
    await (victim < processes ? shop.crash(victim) : shop.crashWitness());
    await shop.drive({ action: 'webhook-policy', kind: pick(random, WEBHOOKS), delayMs: 1000 });
  };
  const receiver = await startFlakyReceiver(shop.staff, random);
  try {
    await shop.startWitness();
    // Too little stock for all: some buyers find it sold out, and another gets what one gives up.
    for (const sku of SKUS) await addProduct(shop.staff, { sku, quantity: checkouts });
    await addDiscount(shop.staff, { code: CODE, usageLimit: Math.ceil(checkouts / 6) });
    await addTax(shop.staff, ABROAD);
    const startedAt = performance.now();

    const results: PromiseSettledResult<Visit>[] = [];
    let next = 0;
    const visit = async (own: Random): Promise<Visit> => {
      const client = shop.guest();
      const purchase = await buy(client, wishesOf(own), {
        random: own,
        amends: 0.3,
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
    receiver.recover();
    const report = await reportOn(shop, { seed, startedAt, results });
    const problems = await findEventProblems(shop.mongoUri, receiver);
    const events = receiver.eventIds.length;
    return { ...report, crashes, events, problems: [...report.problems, ...problems] };
  } finally {
    await receiver.stop();
    await shop.stop();
  }
}
