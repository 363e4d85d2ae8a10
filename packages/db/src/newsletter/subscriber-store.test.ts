import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import type { SubscriberState } from './subscriber-document.ts';

const { server, database } = await useTestDatabase(openDatabase);
const { subscribers } = database;

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
let count = 0;

async function insert(overrides: Partial<SubscriberState> = {}): Promise<SubscriberState> {
  count += 1;
  const subscriber: SubscriberState = {
    id: subscribers.newId(NOW),
    addressHash: `hash-${count}`,
    email: `ana${count}@example.com`,
    status: 'subscribed',
    locale: 'en',
    consents: [],
    confirmation: null,
    silentUntil: null,
    eraseAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    revision: 1,
    ...overrides,
  };
  await database.transaction(() => subscribers.write(subscriber));
  return subscriber;
}

const confirmation = (hash: string) => ({ hash, expiresAt: later(60), textVersion: '1' });

describe('a subscriber', () => {
  test('is found by id, by any hash of its address and by its link', async () => {
    const subscriber = await insert({ confirmation: confirmation('link') });
    await insert();
    const { id, addressHash } = subscriber;
    expect(await subscribers.find(id)).toEqual(subscriber);
    expect(await subscribers.findByAddress(['other', addressHash])).toEqual(subscriber);
    expect(await subscribers.findByConfirmation('link')).toEqual(subscriber);
    expect(await subscribers.findByAddress(['other'])).toBeNull();
    expect(await subscribers.findByConfirmation('other')).toBeNull();
  });

  test('that has changed since it was read is neither written nor deleted', async () => {
    const subscriber = await insert();
    const changed = { ...subscriber, revision: 2, status: 'unsubscribed' } as const;
    expect(await subscribers.write(changed)).toBe(true);
    expect(await subscribers.write(changed)).toBe(false);
    expect(await subscribers.delete(subscriber)).toBe(false);
    expect(await subscribers.find(subscriber.id)).toEqual(changed);
    expect(await subscribers.delete(changed)).toBe(true);
  });

  test('is not inserted twice with one address', async () => {
    const { addressHash } = await insert();
    await server.withClient(async (client) => {
      const collection = client.db().collection<{ _id: string }>('newsletter_subscribers');
      const second = collection.insertOne({ _id: 'second', ...{ addressHash } });
      await expect(second).rejects.toMatchObject({ code: 11_000 });
    });
  });
});

test('what is due for erasure is listed once, in batches, by its time', async () => {
  const due = [3, 1, 2, 2].map((seconds) => insert({ eraseAt: later(seconds) }));
  const ids = (await Promise.all(due)).map(({ id, eraseAt }) => ({ id, eraseAt }));
  await insert({ eraseAt: later(9) });
  await insert();
  const listed: SubscriberState[] = [];
  for (let last: SubscriberState | undefined; ; ) {
    const batch = await subscribers.listErasable(later(3), 1, last);
    listed.push(...batch);
    last = batch.at(-1);
    if (last === undefined) break;
  }
  expect(listed.map(({ eraseAt }) => eraseAt)).toEqual([1, 2, 2, 3].map(later));
  expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(ids.map(({ id }) => id)));
});

test('every read is by an index', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  for (let index = 0; index < 20; index += 1) await insert();
  const { addressHash } = await insert({
    ...{ status: 'pending', eraseAt: NOW, confirmation: confirmation('link') },
  });
  const cost = async (call: () => Promise<unknown>) => {
    const work = await workOf(embedded, call);
    expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
    return work.docsExamined;
  };
  expect(await cost(() => subscribers.findByAddress(['other', addressHash]))).toBe(1);
  expect(await cost(() => subscribers.findByConfirmation('link'))).toBe(1);
  expect(await cost(() => subscribers.list({ limit: 5, status: 'pending' }))).toBe(1);
  expect(await cost(() => subscribers.listErasable(NOW, 10))).toBe(1);
});
