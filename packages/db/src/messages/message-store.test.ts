import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import type { MessageState } from './message-document.ts';

const { server, database } = await useTestDatabase(openDatabase);
const { messages } = database;

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

async function insert(overrides: Partial<MessageState> = {}): Promise<MessageState> {
  const message: MessageState = {
    id: messages.newId(overrides.receivedAt ?? NOW),
    receivedAt: NOW,
    updatedAt: NOW,
    status: 'open',
    ...{ name: 'Ana', email: 'ana@example.com', message: 'Hello', orderNumber: null },
    locale: 'en',
    isFlagged: false,
    answers: [],
    revision: 1,
    ...overrides,
  };
  await messages.insert(message);
  return message;
}

describe('a message', () => {
  test('is read as it was inserted, and as it was changed', async () => {
    const message = await insert({ orderNumber: 'T-1' });
    expect(await messages.find(message.id)).toEqual(message);
    const answers = [{ id: messages.newId(NOW), text: 'Yes', at: NOW }];
    const changed = await messages.update(message, { status: 'answered', answers }, later(1));
    expect(changed).toMatchObject({ status: 'answered', answers, revision: 2 });
    expect(await messages.find(message.id)).toEqual(changed);
  });

  test('that has changed since it was read is not written', async () => {
    const message = await insert();
    await messages.update(message, { status: 'closed' }, later(1));
    expect(await messages.update(message, { status: 'answered' }, later(2))).toBeNull();
    expect(await messages.find(message.id)).toMatchObject({ status: 'closed', revision: 2 });
  });

  test('moves between lists with its status', async () => {
    const message = await insert({ isFlagged: true });
    const listed = async (filter: { status?: 'open' | 'closed'; isFlagged?: boolean }) =>
      (await messages.list({ limit: 10, ...filter })).items.length;
    expect(await listed({ status: 'open', isFlagged: true })).toBe(1);
    await messages.update(message, { status: 'closed' }, later(1));
    const counts = [];
    for (const status of ['open', 'closed'] as const) {
      for (const isFlagged of [true, false]) counts.push(await listed({ status, isFlagged }));
    }
    expect(counts).toEqual([0, 0, 1, 0]);
  });
});

test('only messages that have not changed are deleted, the oldest first', async () => {
  const [first, second, third] = [
    await insert({ updatedAt: later(1) }),
    await insert({ updatedAt: later(2) }),
    await insert({ updatedAt: later(3) }),
  ];
  expect(await messages.deleteUnchangedSince(later(3), 1)).toBe(1);
  expect(await messages.find(first.id)).toBeNull();
  expect(await messages.deleteUnchangedSince(later(3), 10)).toBe(1);
  expect(await messages.deleteUnchangedSince(later(3), 10)).toBe(0);
  expect(await messages.find(second.id)).toBeNull();
  expect(await messages.find(third.id)).toEqual(third);
});

test('lists and the erasure read no more messages than they need', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  for (let index = 0; index < 20; index += 1) await insert({ receivedAt: later(index) });
  await insert({ status: 'closed', isFlagged: true });
  const cost = async (call: () => Promise<unknown>) => {
    const work = await workOf(embedded, call);
    expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
    return work.docsExamined;
  };
  expect(await cost(() => messages.list({ limit: 2, status: 'closed' }))).toBe(1);
  expect(await cost(() => messages.list({ limit: 2, status: 'open', isFlagged: true }))).toBe(0);
  expect(await cost(() => messages.list({ limit: 2 }))).toBe(3);
  expect(await cost(() => messages.deleteUnchangedSince(NOW, 10))).toBe(0);
});
