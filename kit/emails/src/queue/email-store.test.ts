import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openEmailDatabase } from '../testing/open-email-database.ts';
import type { LeasedEmail, QueuedEmail } from './email-document.ts';

const { server, database } = await useTestDatabase(openEmailDatabase);
const { emails } = database;

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

async function enqueue(overrides: Partial<QueuedEmail> = {}): Promise<QueuedEmail> {
  const email: QueuedEmail = {
    id: emails.newId(),
    sealed: 'sealed',
    createdAt: NOW,
    expiresAt: later(3600),
    ...overrides,
  };
  await emails.enqueue(email);
  return email;
}

async function lease(seconds = 0): Promise<LeasedEmail> {
  const email = await emails.lease(later(seconds), later(seconds + 60));
  if (email === null) throw new Error('no email was due');
  return email;
}

describe('a queued email', () => {
  test('is leased as it was enqueued', async () => {
    const email = await enqueue();
    expect(await lease()).toEqual({ ...email, leaseId: expect.any(String), attempts: 1 });
  });

  test('is leased by one of many workers, each of which gets another', async () => {
    const queued: string[] = [];
    for (let index = 0; index < 15; index += 1) queued.push((await enqueue()).id);
    const leased = await Promise.all(
      Array.from({ length: 20 }, () => emails.lease(NOW, later(60))),
    );
    const ids = leased.flatMap((email) => (email === null ? [] : [email.id]));
    expect(ids.toSorted()).toEqual(queued);
  });

  test('is leased oldest first', async () => {
    const young = await enqueue({ createdAt: later(2) });
    const old = await enqueue({ createdAt: later(1) });
    expect((await lease(5)).id).toBe(old.id);
    expect((await lease(5)).id).toBe(young.id);
  });

  test('is invisible to workers before its transaction has committed', async () => {
    await database.transaction(async () => {
      await enqueue();
      // Outside of the transaction, as a worker is.
      await server.withClient(async (client) => {
        expect(await client.db().collection('emails').countDocuments()).toBe(0);
      });
    });
    await lease();
  });

  test('is never leased once it has expired', async () => {
    await enqueue({ expiresAt: later(10) });
    expect(await emails.lease(later(10), later(70))).toBeNull();
    expect(await emails.status(later(10))).toEqual({ waiting: 0, oldestDueAt: null });
  });
});

describe('a leased email', () => {
  test('is gone when it was sent, and sent once', async () => {
    await enqueue();
    const { id, leaseId } = await lease();
    expect(await emails.finish(id, leaseId)).toBe(true);
    expect(await emails.finish(id, leaseId)).toBe(false);
    expect(await emails.lease(later(120), later(180))).toBeNull();
  });

  test('is leased again after its lease, and no longer belongs to its previous worker', async () => {
    await enqueue();
    const first = await lease();
    expect(await emails.lease(later(59), later(119))).toBeNull();
    const second = await lease(60);
    expect(second).toMatchObject({ id: first.id, attempts: 2 });
    expect(await emails.finish(first.id, first.leaseId)).toBe(false);
    expect(await emails.postpone(first.id, first.leaseId, later(1), 'late')).toBe(false);
    expect(await emails.finish(second.id, second.leaseId)).toBe(true);
  });

  test('is postponed to the requested time', async () => {
    await enqueue();
    const { id, leaseId } = await lease();
    expect(await emails.postpone(id, leaseId, later(300), 'connection refused')).toBe(true);
    expect(await emails.postpone(id, leaseId, later(1), 'again')).toBe(false);
    expect(await emails.lease(later(299), later(400))).toBeNull();
    expect(await lease(300)).toMatchObject({ id, attempts: 2 });
  });
});

describe('the queue', () => {
  test('reports how many wait and since when the oldest is due', async () => {
    expect(await emails.status(NOW)).toEqual({ waiting: 0, oldestDueAt: null });
    await enqueue({ createdAt: later(1) });
    await enqueue({ createdAt: later(2) });
    expect(await emails.status(NOW)).toEqual({ waiting: 2, oldestDueAt: null });
    expect(await emails.status(later(5))).toEqual({ waiting: 2, oldestDueAt: later(1) });
    await lease(5);
    expect(await emails.status(later(5))).toEqual({ waiting: 2, oldestDueAt: later(2) });
  });

  test('is read by an index, and by workers only as far as needed', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    for (let index = 0; index < 20; index += 1) await enqueue();
    const cost = async (call: () => Promise<unknown>) => {
      const work = await workOf(embedded, call);
      expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
      return work.docsExamined;
    };
    let leased: LeasedEmail | undefined;
    const take = async () => {
      leased = await lease();
    };
    expect(await cost(take)).toBe(1);
    const { id = '', leaseId = '' } = leased ?? {};
    // Only the count examines all documents.
    expect(await cost(() => emails.status(NOW))).toBeLessThanOrEqual(21);
    expect(await cost(() => emails.postpone(id, leaseId, NOW, 'no'))).toBe(1);
    expect(await cost(() => emails.finish(id, 'another'))).toBe(1);
  });
});
