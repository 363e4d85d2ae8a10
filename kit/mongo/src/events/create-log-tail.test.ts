import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';
import { createEventFeed } from './create-event-feed.ts';
import { createLogTail } from './create-log-tail.ts';

const { server, database } = await useTestDatabase(openNotes);
const { events, transaction } = database;

beforeEach(() => server.clear());

const stopping: AbortController[] = [];
afterEach(() => {
  for (const controller of stopping.splice(0)) controller.abort();
});

/** Logs notes with these ids. */
async function log(...ids: readonly string[]) {
  for (const aggregateId of ids) {
    await transaction(() =>
      events.record(
        {
          ...{ aggregate: 'note', aggregateId, type: 'note.written' },
          data: { words: 1, title: null },
        },
        { at: new Date('2100-01-01T00:00:00.000Z'), requestId: null },
      ),
    );
  }
  await transaction(() => events.assignPositions(1000));
}

/** A process with a tail, which counts how often it reads the log. */
async function startTail(remembered = 1000) {
  const controller = new AbortController();
  stopping.push(controller);
  const feed = createEventFeed(database);
  await feed.start(controller.signal).live;
  let reads = 0;
  const counted: typeof events = {
    ...events,
    readLog: (query) => {
      reads += 1;
      return events.readLog(query);
    },
  };
  const tail = createLogTail({ database: { events: counted }, feed, remembered });
  return {
    tail,
    reads: () => reads,
    /** Reads ids and positions until there are `count`. */
    async collect(after: number, count: number, isWanted = (_id: string) => true) {
      const reader = new AbortController();
      const found: string[] = [];
      let through = after;
      const { signal } = reader;
      const wanted = ({ aggregateId }: { aggregateId: string }) => isWanted(aggregateId);
      for await (const part of tail.read({ after, isWanted: wanted, signal })) {
        found.push(...part.events.map(({ aggregateId, position }) => `${position}${aggregateId}`));
        through = part.through;
        if (found.length >= count) reader.abort();
      }
      return { found, through };
    },
  };
}

test('A reader gets what was logged before, and then what is logged', async () => {
  await log('a', 'b');
  const { collect } = await startTail();
  const reading = collect(1, 3);
  await log('c');
  await log('d');
  expect((await reading).found).toEqual(['2b', '3c', '4d']);
});

test('Many readers cost as many reads of the log as one', async () => {
  const { collect, reads } = await startTail();
  const readers = Array.from({ length: 20 }, () => collect(0, 2));
  await log('a');
  await log('b');
  for (const { found } of await Promise.all(readers)) expect(found).toEqual(['1a', '2b']);
  expect(reads()).toBeLessThan(10);
});

test('A reader that begins before what is remembered misses nothing', async () => {
  const { collect } = await startTail(2);
  const first = collect(0, 6);
  await log('a', 'b', 'c', 'd', 'e');
  const second = collect(1, 5);
  await log('f');
  expect((await first).found).toEqual(['1a', '2b', '3c', '4d', '5e', '6f']);
  expect((await second).found).toEqual(['2b', '3c', '4d', '5e', '6f']);
});

test('A slow reader holds nothing up, and gets everything later', async () => {
  const { tail, collect } = await startTail(2);
  const controller = new AbortController();
  stopping.push(controller);
  const { signal } = controller;
  const slow = tail.read({ after: 0, isWanted: () => true, signal })[Symbol.asyncIterator]();
  const fast = collect(0, 4);
  await log('a');
  const [first] = (await slow.next()).value?.events ?? [];
  expect(first?.aggregateId).toBe('a');
  await log('b', 'c', 'd');
  await fast;
  const rest: string[] = [];
  while (rest.length < 3) {
    const { value } = await slow.next();
    for (const { aggregateId } of value?.events ?? []) rest.push(aggregateId);
  }
  expect(rest).toEqual(['b', 'c', 'd']);
});

test('What a reader does not want is skipped, and counts as read', async () => {
  const { collect } = await startTail();
  const reading = collect(0, 1, (id) => id === 'c');
  await log('a', 'b', 'c');
  expect(await reading).toEqual({ found: ['3c'], through: 3 });
});

test('A tail without readers reads nothing, and begins at the end for the next one', async () => {
  const { collect, reads } = await startTail();
  const first = collect(0, 1);
  await log('a');
  await first;
  const before = reads();
  await log('b', 'c');
  expect(reads()).toBe(before);
  const next = collect(3, 1);
  await log('d');
  expect((await next).found).toEqual(['4d']);
});
