import { setTimeout as delay } from 'node:timers/promises';
import { type Db, MongoClient } from 'mongodb';

const NUDGE_MS = 500;

/** Describes the unfinished work. */
async function listUnfinishedWork(db: Db): Promise<string[]> {
  const isDue = { dueAt: { $ne: null } };
  const counts: [string, number][] = [
    ['open checkouts', await db.collection('checkouts').countDocuments({ status: 'open' })],
    ['payments', await db.collection('payments').countDocuments({ nextAttemptAt: { $ne: null } })],
    ['payments at the provider', await db.collection('sandbox_payments').countDocuments(isDue)],
    ['webhooks of the provider', await db.collection('sandbox_webhooks').countDocuments(isDue)],
    [
      'events without a position',
      await db.collection('events').countDocuments({ isPending: true }),
    ],
    ['events that were held back', await db.collection('event_holds').countDocuments({})],
    ['webhooks to other systems', await db.collection('webhook_deliveries').countDocuments(isDue)],
  ];
  return counts.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`);
}

/**
 * Lets time pass for scheduled work: checkouts expire, workers run due work. It only moves times
 * into the past, so that the shop itself performs all the effects.
 */
async function passTime(db: Db): Promise<void> {
  const now = new Date();
  const isLater = { $gt: now };
  await db
    .collection('checkouts')
    .updateMany({ status: 'open', expiresAt: isLater }, { $set: { expiresAt: now } });
  await db.collection('leases').updateMany({ until: isLater }, { $set: { until: now } });
  await db
    .collection('payments')
    .updateMany({ nextAttemptAt: isLater }, { $set: { nextAttemptAt: now } });
  await db.collection('event_holds').updateMany({ retryAt: isLater }, { $set: { retryAt: now } });
  for (const collection of ['sandbox_payments', 'sandbox_webhooks', 'webhook_deliveries']) {
    await db.collection(collection).updateMany({ dueAt: isLater }, { $set: { dueAt: now } });
  }
}

/**
 * Waits until an idle shop has no work left, as after some hours; its servers must be running.
 * Takes the connection string of its database. Returns the unfinished work at the end of the
 * timeout: none, in a correct shop.
 */
export async function settleShop(uri: string, timeoutMs = 600_000): Promise<string[]> {
  const client = new MongoClient(uri);
  const giveUpAt = performance.now() + timeoutMs;
  try {
    for (;;) {
      const left = await listUnfinishedWork(client.db());
      if (left.length === 0 || performance.now() > giveUpAt) return left;
      await passTime(client.db());
      await delay(NUDGE_MS);
    }
  } finally {
    await client.close();
  }
}
