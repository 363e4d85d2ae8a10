import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';

const { server, database } = await useTestDatabase(openNotes);

type NotesEvent = Parameters<typeof database.events.append>[0][number];

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');

const event = (sequence: number, overrides: Partial<NotesEvent> = {}): NotesEvent => ({
  aggregate: 'note',
  aggregateId: 'a',
  sequence,
  type: 'note.written',
  at: NOW,
  requestId: 'request-1',
  data: { words: 100, title: null },
  ...overrides,
});

describe('the history of an aggregate', () => {
  test('contains the appended events, in order, in pages', async () => {
    const { events } = database;
    await events.append([event(1), event(2), event(1, { aggregateId: 'b' })]);
    await events.append([event(3), event(1, { aggregate: 'folder', type: 'folder.created' })]);
    await events.append([]);
    const page = { aggregate: 'note', aggregateId: 'a', limit: 2 } as const;
    const first = await events.list(page);
    expect(first.items.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(first.items[0]).toEqual({
      ...event(1),
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
    });
    const second = await events.list({ ...page, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ sequence }) => sequence)).toEqual([3]);
    expect(second.nextCursor).toBeNull();
  });

  test('has each sequence once: a duplicate event rolls its transaction back', async () => {
    const { events } = database;
    await events.append([event(1)]);
    const writing = database.transaction(async () => {
      await events.append([event(2)]);
      await events.append([event(1)]);
    });
    await expect(writing).rejects.toMatchObject({ code: 11_000 });
    const { items } = await events.list({ aggregate: 'note', aggregateId: 'a', limit: 5 });
    expect(items.map(({ sequence }) => sequence)).toEqual([1]);
  });

  test('rejects a cursor of another list', async () => {
    const cursor = Buffer.from('audit\n1').toString('base64url');
    const input = { aggregate: 'note', aggregateId: 'a', limit: 5, cursor } as const;
    await expect(database.events.list(input)).rejects.toMatchObject({ reason: 'CURSOR_INVALID' });
  });

  test('is read by its index, one page at a time', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    await database.events.append(Array.from({ length: 20 }, (_, index) => event(index + 1)));
    const input = { aggregate: 'note', aggregateId: 'a', limit: 5 } as const;
    const work = await workOf(embedded, () => database.events.list(input));
    expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0, docsExamined: 6 });
  });
});

describe('a recorded event', () => {
  const { sequence: _, at, requestId, ...draft } = event(1);
  const context = { at, requestId };
  const record = (overrides: Partial<typeof draft> = {}) =>
    database.transaction(() => database.events.record({ ...draft, ...overrides }, context));
  const sequences = async (aggregateId = 'a') => {
    const page = await database.events.list({ aggregate: 'note', aggregateId, limit: 9 });
    return page.items.map(({ sequence }) => sequence);
  };

  test('has the next number of its aggregate', async () => {
    await record();
    await database.events.append([event(2)]);
    await record();
    await record({ aggregateId: 'b' });
    await record({ aggregate: 'folder', type: 'folder.created' });
    expect(await sequences()).toEqual([1, 2, 3]);
    expect(await sequences('b')).toEqual([1]);
  });

  test('follows those of the same transaction', async () => {
    await database.transaction(async () => {
      await database.events.record(draft, context);
      await database.events.record(draft, context);
    });
    expect(await sequences()).toEqual([1, 2]);
  });

  test('leaves no gap, and takes no number twice, when many are recorded at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => record()));
    expect(await sequences()).toEqual([1, 2, 3, 4, 5]);
  });

  test('vanishes with its transaction', async () => {
    const failing = database.transaction(async () => {
      await database.events.record(draft, context);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await record();
    expect(await sequences()).toEqual([1]);
  });

  test('is refused outside of transactions', async () => {
    await expect(database.events.record(draft, context)).rejects.toThrow('shares the transaction');
    expect(await sequences()).toEqual([]);
  });

  test('costs the same however long the history is', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    await database.events.append(Array.from({ length: 20 }, (_each, index) => event(index + 1)));
    const work = await workOf(embedded, () => record());
    expect(work).toMatchObject({ collectionScans: [], inMemorySorts: 0, docsExamined: 1 });
  });
});
