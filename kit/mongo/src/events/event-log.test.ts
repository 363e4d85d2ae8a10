import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';

const { server, database } = await useTestDatabase(openNotes);
const { events, transaction } = database;

type NotesEvent = Parameters<typeof events.append>[0][number];

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

const event = (
  aggregateId: string,
  sequence: number,
  overrides: Partial<NotesEvent> = {},
): NotesEvent => ({
  ...{ aggregate: 'note', aggregateId, sequence, type: 'note.written', at: NOW, requestId: null },
  data: { words: 1, title: null },
  ...overrides,
});

const assign = (limit = 100) => transaction(() => events.assignPositions(limit));
const archive = (before: Date, limit = 100) => transaction(() => events.archive({ before, limit }));

const nameOf = ({ aggregateId, sequence }: { aggregateId: string; sequence: number }) =>
  `${aggregateId}${sequence}`;
async function logged(after = 0, limit = 100) {
  const page = await events.readLog({ after, limit });
  return page.events.map((each) => `${each.position}:${nameOf(each)}`);
}

test('events have no position before they are given one, and keep it then', async () => {
  await events.append([event('a', 1), event('b', 1)]);
  expect(await events.hasPending()).toBe(true);
  expect(await events.readLog({ after: 0, limit: 9 })).toEqual({ events: [], through: 0 });
  expect(await assign()).toBe(2);
  expect(await events.hasPending()).toBe(false);
  expect(await assign()).toBe(0);
  await events.append([event('a', 2)]);
  expect(await assign()).toBe(1);
  expect(await logged()).toEqual(['1:a1', '2:b1', '3:a2']);
  expect(await events.lastPosition()).toBe(3);
});

test('an event in the log has its data, its tags and its position', async () => {
  const tags = ['note:a', 'notes'];
  await events.append([event('a', 1, { tags })]);
  await assign();
  const { events: found } = await events.readLog({ after: 0, limit: 9 });
  expect(found).toEqual([{ ...event('a', 1), id: expect.any(String), tags, position: 1 }]);
});

test('positions follow the time of the events, but never change the order of an aggregate', async () => {
  await events.append([
    event('b', 1, { at: later(10) }),
    event('a', 1, { at: later(30) }),
    // By the clock of another process.
    event('a', 2, { at: later(5) }),
    event('c', 1, { at: later(20) }),
  ]);
  await assign();
  expect(await logged()).toEqual(['1:b1', '2:c1', '3:a1', '4:a2']);
});

test('many processes that give positions at once leave no gap and give none twice', async () => {
  for (const id of ['a', 'b', 'c', 'd', 'e']) await events.append([event(id, 1), event(id, 2)]);
  const counts = await Promise.all([assign(3), assign(3), assign(3), assign(3)]);
  expect(counts.reduce((sum, each) => sum + each)).toBe(10);
  const { events: found } = await events.readLog({ after: 0, limit: 99 });
  expect(found.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a transaction that began earlier and commits later is behind no reader', async () => {
  let commit = () => {};
  const committing = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let begun = () => {};
  const beginning = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const slow = transaction(async () => {
    await events.append([event('slow', 1)]);
    begun();
    await committing;
  });
  await beginning;
  await events.append([event('fast', 1, { at: later(1000) })]);
  await assign();
  const { through } = await events.readLog({ after: 0, limit: 9 });
  expect(through).toBe(1);
  commit();
  await slow;
  await assign();
  expect(await logged(through)).toEqual(['2:slow1']);
});

test('a page of some types tells how far the log was read', async () => {
  const other = { aggregate: 'folder', type: 'folder.created' } as const;
  await events.append([event('a', 1), event('f', 1, other), event('b', 1), event('g', 1, other)]);
  await assign();
  const query = { after: 0, types: ['folder.created'] } as const;
  const first = await events.readLog({ ...query, limit: 1 });
  expect(first.events.map(nameOf)).toEqual(['f1']);
  expect(first.through).toBe(3);
  const second = await events.readLog({ ...query, after: first.through, limit: 9 });
  expect(second.events.map(nameOf)).toEqual(['g1']);
  expect(second.through).toBe(4);
  expect(await events.readLog({ ...query, types: ['note.shared'], limit: 9 })).toEqual({
    events: [],
    through: 4,
  });
});

test('the log is read by its index, and events without a position by theirs', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  for (let sequence = 1; sequence <= 20; sequence += 1) await events.append([event('a', sequence)]);
  await assign();
  const reading = await workOf(embedded, () => events.readLog({ after: 15, limit: 9 }));
  expect(reading).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
  await events.append([event('a', 21)]);
  for (const work of [() => events.hasPending(), assign, () => events.hasPending()]) {
    expect(await workOf(embedded, work)).toMatchObject({ collectionScans: [], inMemorySorts: 0 });
  }
});

test('a time is found in the log, however the log is divided', async () => {
  const minutes = Array.from({ length: 40 }, (_, index) => later(index * 60_000));
  await events.append(minutes.map((at, index) => event('a', index + 1, { at })));
  await assign();
  for (const archived of [0, 10]) {
    await archive(later(archived * 60_000));
    expect(await events.positionBefore(later(-1))).toBe(0);
    // The minute before, because of the clocks of processes.
    expect(await events.positionBefore(later(20 * 60_000))).toBe(19);
    expect(await events.positionBefore(later(100 * 60_000))).toBe(40);
  }
  await server.clear();
  expect(await events.positionBefore(NOW)).toBe(0);
});

test('archived events are read as before, in the log and in their histories', async () => {
  await events.append([
    ...[1, 2, 3, 4].map((sequence) => event('a', sequence, { at: later(sequence) })),
    event('b', 1, { at: later(2) }),
  ]);
  await assign();
  const before = await logged();
  const history = () => events.list({ aggregate: 'note', aggregateId: 'a', limit: 3 });
  const page = await history();
  expect(await archive(later(3))).toBe(3);
  expect(await archive(later(3))).toBe(0);
  expect(await logged()).toEqual(before);
  expect(await logged(1, 2)).toEqual(before.slice(1, 3));
  expect(await history()).toEqual(page);
  const next = await events.list({
    ...{ aggregate: 'note', aggregateId: 'a', limit: 3 },
    cursor: page.nextCursor ?? '',
  });
  expect(next.items.map(nameOf)).toEqual(['a4']);
});

test('an aggregate whose whole history is archived goes on with the next number', async () => {
  await events.append([event('a', 1), event('a', 2)]);
  await assign();
  expect(await archive(later(1))).toBe(2);
  await transaction(() => events.record(event('a', 0), { at: NOW, requestId: null }));
  const { items } = await events.list({ aggregate: 'note', aggregateId: 'a', limit: 9 });
  expect(items.map(nameOf)).toEqual(['a1', 'a2', 'a3']);
});

test('events without a position are not archived, however old', async () => {
  await events.append([event('a', 1)]);
  expect(await archive(later(1))).toBe(0);
  await assign();
  expect(await logged()).toEqual(['1:a1']);
});

test('a redacted event lacks its fields, also in the archive', async () => {
  await events.append([event('a', 1, { data: { words: 1, title: 'Milk' } })]);
  await assign();
  const read = async () => (await events.readLog({ after: 0, limit: 9 })).events;
  const [{ id = '' } = {}] = await read();
  await archive(later(1));
  await transaction(() => events.redact(id, ['title']));
  expect((await read()).map(({ data }) => data)).toEqual([{ words: 1 }]);
});

test('what changes the log is refused outside of transactions', async () => {
  for (const change of [
    () => events.assignPositions(1),
    () => events.archive({ before: NOW, limit: 1 }),
    () => events.redact('a', ['title']),
  ]) {
    await expect(change()).rejects.toThrow('shares the transaction');
  }
});

test('however appends, positions and archiving interleave, the log has each event once, in order', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ append: fc.constantFrom('a', 'b', 'c') }) },
    fc.record({ assign: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ archive: fc.integer({ min: 0, max: 40 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      await server.clear();
      const last = new Map<string, number>();
      for (const [index, each] of steps.entries()) {
        if ('append' in each) {
          const sequence = (last.get(each.append) ?? 0) + 1;
          last.set(each.append, sequence);
          await events.append([event(each.append, sequence, { at: later(index) })]);
        } else if ('assign' in each) await assign(each.assign);
        else await archive(later(each.archive), 3);
      }
      while ((await assign()) > 0);
      const found: string[] = [];
      let after = 0;
      for (;;) {
        const page = await events.readLog({ after, limit: 4 });
        if (page.events.length === 0) break;
        found.push(...page.events.map(nameOf));
        after = page.through;
      }
      for (const [id, count] of last) {
        const own = found.filter((name) => name.startsWith(id));
        expect(own).toEqual(Array.from({ length: count }, (_, index) => `${id}${index + 1}`));
      }
      expect(found).toHaveLength([...last.values()].reduce((sum, each) => sum + each, 0));
    }),
    { numRuns: 25 },
  );
});
