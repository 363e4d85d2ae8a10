import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, expect, test } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';
import { appendEvents, collectEvents } from './append-events.ts';

const { server, database } = await useTestDatabase(openNotes);

beforeEach(() => server.clear());

const NOTE = { aggregate: 'note', aggregateId: 'a' } as const;
const context = { at: new Date('2100-01-01T00:00:00.000Z'), requestId: 'request-1' };
const written = { type: 'note.written', data: { words: 2, title: null } } as const;
const shared = { type: 'note.shared', data: { words: 2, title: 'Milk' } } as const;

const history = async () => (await database.events.list({ ...NOTE, limit: 9 })).items;

test('appended events continue the numbers of their aggregate', async () => {
  await appendEvents(database, { ...NOTE, before: 0 }, [written], context);
  await appendEvents(database, { ...NOTE, before: 1 }, [shared, written], context);
  expect(await history()).toMatchObject([
    { sequence: 1, ...written, ...context },
    { sequence: 2, ...shared, ...context },
    { sequence: 3, ...written, ...context },
  ]);
});

test('collected events are stored when they are flushed, in the order of their ids', async () => {
  const collecting = collectEvents(database);
  await appendEvents(collecting.database, { ...NOTE, before: 0 }, [written], context);
  await appendEvents(collecting.database, { ...NOTE, before: 1 }, [shared], context);
  expect(await history()).toEqual([]);
  await collecting.flush();
  const stored = await history();
  expect(stored.map(({ sequence }) => sequence)).toEqual([1, 2]);
  const ids = stored.map(({ id }) => id);
  expect(ids.toSorted()).toEqual(ids);
});

test('an event that is recorded meanwhile follows the collected ones', async () => {
  await database.transaction(async () => {
    const collecting = collectEvents(database);
    await appendEvents(collecting.database, { ...NOTE, before: 0 }, [written], context);
    await collecting.database.events.record({ ...NOTE, ...shared }, context);
    await collecting.flush();
  });
  expect(await history()).toMatchObject([written, shared]);
});
