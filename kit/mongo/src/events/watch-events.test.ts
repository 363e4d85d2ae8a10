import { getEventListeners } from 'node:events';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { mongo } from 'mongoose';
import { expect, test } from 'vitest';
import { TRANSIENT } from '../connection/faults.ts';
import { openNotes } from '../testing/open-notes.ts';
import { createEventFeed } from './create-event-feed.ts';
import type { CommittedEvent } from './watch-events.ts';

const { server, database } = await useTestDatabase(openNotes);
const { events, transaction } = database;

const record = (aggregateId: string, tags: readonly string[] = []) =>
  transaction(() =>
    events.record(
      {
        ...{ aggregate: 'note', aggregateId, type: 'note.written', tags },
        data: { words: 1, title: null },
      },
      { at: new Date('2100-01-01T00:00:00.000Z'), requestId: null },
    ),
  );

/** Collects the news of a feed, and resolves when there are some of a kind. */
function collectNews() {
  const news: string[] = [];
  const waiting = new Set<() => void>();
  const add = (text: string) => {
    news.push(text);
    for (const check of waiting) check();
  };
  return {
    news,
    watcher: {
      onCommitted: ({ aggregateId, sequence, tags }: CommittedEvent) =>
        add(`${aggregateId}${sequence} ${tags.join()}`),
      onLogged: (last: number) => add(`logged ${last}`),
      onLive: () => add('live'),
      onBroken: () => add('broken'),
    },
    until: (isDone: (news: readonly string[]) => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (!isDone(news)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

test('A process hears of each committed event with its tags, and of positions', async () => {
  const stopping = new AbortController();
  const feed = createEventFeed(database);
  const { news, watcher, until } = collectNews();
  feed.subscribe(watcher);
  expect(feed.isLive()).toBe(false);
  const { live, ended } = feed.start(stopping.signal);
  await live;
  expect(feed.isLive()).toBe(true);
  await record('a', ['note:a', 'notes']);
  const failed = transaction(async () => {
    await database.notes.insert('b');
    await events.record(
      {
        aggregate: 'note',
        aggregateId: 'b',
        type: 'note.written',
        data: { words: 1, title: null },
      },
      { at: new Date(), requestId: null },
    );
    throw new Error('rolled back');
  });
  await expect(failed).rejects.toThrow('rolled back');
  await transaction(() => events.assignPositions(9));
  await until((found) => found.includes('logged 1'));
  expect(news).toEqual(['live', 'a1 note:a,notes', 'logged 1']);
  await record('a');
  await transaction(() => events.assignPositions(9));
  await until((found) => found.includes('logged 2'));
  expect(news.slice(3)).toEqual(['a2 ', 'logged 2']);
  stopping.abort();
  await ended;
  // What is committed from here on is missed.
  expect(feed.isLive()).toBe(false);
});

test('A subscriber hears at once that the feed is live, and nothing after it has left', async () => {
  const stopping = new AbortController();
  const feed = createEventFeed(database);
  const { live, ended } = feed.start(stopping.signal);
  await live;
  const { news, watcher } = collectNews();
  const staying = collectNews();
  feed.subscribe(staying.watcher);
  const leave = feed.subscribe(watcher);
  expect(news).toEqual(['live']);
  leave();
  await record('c');
  await staying.until((found) => found.length > 1);
  expect(news).toEqual(['live']);
  stopping.abort();
  await ended;
});

test('A process hears of tags of its own events as soon as they are committed, and only then', async () => {
  const stopping = new AbortController();
  const feed = createEventFeed(database);
  const touched: string[] = [];
  feed.subscribe({ onTouched: (tags) => void touched.push(...tags) });
  const { live, ended } = feed.start(stopping.signal);
  await live;
  await record('own', ['own']);
  expect(touched).toContain('own');
  let attempts = 0;
  await transaction(async () => {
    attempts += 1;
    await record('own', [`attempt ${attempts}`]);
    expect(touched).not.toContain(`attempt ${attempts}`);
    if (attempts > 1) return;
    throw new mongo.MongoServerError({ message: 'again', errorLabels: [TRANSIENT] });
  });
  expect(touched).toContain('attempt 2');
  const failed = transaction(async () => {
    await record('own', ['rolled back']);
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  // The stream has told all that was committed before.
  await record('last', ['last']);
  await expect.poll(() => touched.filter((tag) => tag === 'last')).toHaveLength(2);
  expect(touched).not.toContain('attempt 1');
  expect(touched).not.toContain('rolled back');
  stopping.abort();
  await ended;
});

test('A stream that breaks is opened again, and says that events may have been missed', async ({
  skip,
}) => {
  if (server.embedded === undefined) return skip('ends the streams of the embedded database');
  const stopping = new AbortController();
  const feed = createEventFeed(database);
  const { news, watcher, until } = collectNews();
  feed.subscribe(watcher);
  const { live, ended } = feed.start(stopping.signal);
  await live;
  await server.withClient((client) => client.db().dropDatabase());
  await until((found) => found.includes('broken') && found.at(-1) === 'live');
  await database.indexes.sync();
  await record('d');
  await until((found) => found.some((text) => text.startsWith('d1')));
  expect(news.slice(0, 3)).toEqual(['live', 'broken', 'live']);
  expect(getEventListeners(stopping.signal, 'abort')).toHaveLength(1);
  stopping.abort();
  await ended;
});

test('Changes of a watched collection touch its tags, once they are committed', async () => {
  const stopping = new AbortController();
  const feed = createEventFeed(database);
  const touched: string[] = [];
  let check = () => {};
  feed.subscribe({
    onTouched(tags) {
      touched.push(tags.join(' '));
      check();
    },
  });
  const { live, ended } = feed.start(stopping.signal);
  await live;
  await database.notes.insert('e');
  const failed = transaction(async () => {
    await database.notes.insert('f');
    throw new Error('rolled back');
  });
  await expect(failed).rejects.toThrow('rolled back');
  // An update of one field does not say whose note it is.
  await database.notes.setAll({ e: 'Buy milk.' });
  await record('g', ['note:g']);
  await new Promise<void>((resolve) => {
    check = () => {
      if (touched.includes('note:g')) resolve();
    };
    check();
  });
  expect(touched).toEqual(['note:e of:ana', 'note:e', 'note:g']);
  stopping.abort();
  await ended;
});
