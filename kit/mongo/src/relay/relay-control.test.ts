import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, expect, test } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';
import { createRelayTools, type NotesEvent, nameOf } from '../testing/relay-process.ts';
import { defineConsumer } from './consumer.ts';
import { replayEvents } from './replay-events.ts';

const { server, database } = await useTestDatabase(openNotes);

const now = new Date('2100-01-01T00:00:00.000Z');
const tools = createRelayTools(database, { now: () => now });
const { record, createCopies, createProcess, heldOf } = tools;

beforeEach(() => server.clear());

test('Staff see how far each consumer is, and what it holds back', async () => {
  for (const id of ['a', 'b', 'a']) await record(id);
  const failing = createCopies({
    name: 'failing',
    check(name) {
      if (name === 'a1') throw new Error('no');
    },
  });
  const { relay, run } = createProcess([createCopies().consumer, failing.consumer]);
  await relay.register();
  await createProcess().run();
  const types = ['note.written', 'note.shared'];
  const oldestAt = now;
  expect(await relay.status()).toEqual([
    { name: 'copies', types, position: 0, pending: 3, oldestAt, retrying: 0, parked: 0 },
    { name: 'failing', types, position: 0, pending: 3, oldestAt, retrying: 0, parked: 0 },
  ]);
  await run();
  const none = { types, position: 3, pending: 0, oldestAt: null, parked: 0 };
  expect(await relay.status()).toEqual([
    { ...none, name: 'copies', retrying: 0 },
    { ...none, name: 'failing', retrying: 1 },
  ]);
});

test('An event that can never be handled is skipped on request, and the next ones follow', async () => {
  for (const id of ['a', 'a']) await record(id);
  const handled: string[] = [];
  const consumer = defineConsumer<NotesEvent, 'note.written'>({
    ...{ name: 'copies', types: ['note.written'], from: 'beginning' },
    async handle(event) {
      if (nameOf(event) === 'a1') throw new Error('no');
      handled.push(nameOf(event));
    },
  });
  const { relay, run } = createProcess([consumer]);
  await run();
  const key = { consumer: 'copies', aggregate: 'note', aggregateId: 'a' };
  expect(await relay.skip({ ...key, sequence: 2 })).toBe(false);
  expect(await relay.skip({ ...key, sequence: 1 })).toBe(true);
  await run();
  expect(handled).toEqual(['a2']);
  expect(await heldOf()).toEqual([]);
  expect(await relay.skip({ ...key, sequence: 2 })).toBe(false);
});

test('A consumer that begins again gets the events from a position on, and holds nothing back', async () => {
  for (const id of ['a', 'b', 'c']) await record(id);
  const handled: string[] = [];
  const consumer = defineConsumer<NotesEvent, 'note.written'>({
    ...{ name: 'copies', types: ['note.written'], from: 'now', isReplayable: true },
    async handle(event) {
      handled.push(nameOf(event));
    },
  });
  const { run } = createProcess([consumer, createCopies({ name: 'once' }).consumer]);
  await run();
  expect(handled).toEqual([]);
  expect(await replayEvents(database, 'copies', 1)).toBeNull();
  await run();
  expect(handled).toEqual(['b1', 'c1']);
  expect(await replayEvents(database, 'other', 1)).toBe('unknown');
  expect(await replayEvents(database, 'once', 1)).toBe('not-replayable');
});

test('A consumer that begins again does not lose what it holds back from before', async () => {
  for (const id of ['a', 'b', 'a', 'b']) await record(id);
  const handled: string[] = [];
  let isBroken = true;
  const consumer = defineConsumer<NotesEvent, 'note.written'>({
    ...{ name: 'copies', types: ['note.written'], from: 'beginning', isReplayable: true },
    async handle(event) {
      if (isBroken && nameOf(event) !== 'b1') throw new Error('no');
      handled.push(nameOf(event));
    },
  });
  const { run } = createProcess([consumer]);
  await run();
  expect((await heldOf()).map(nameOf)).toEqual(['a1', 'b2']);
  isBroken = false;
  handled.length = 0;
  expect(await replayEvents(database, 'copies', 3)).toBeNull();
  await run();
  expect(handled.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2']);
  expect(handled.filter((name) => name.startsWith('b'))).toEqual(['b2']);
  expect(await heldOf()).toEqual([]);
});

test('A consumer cannot begin after events that it has not handled', async () => {
  const consumer = { ...createCopies().consumer, isReplayable: true };
  const { relay, run } = createProcess([consumer]);
  await run();
  await record('a');
  expect(await replayEvents(database, 'copies', 1)).toBe('ahead');
  await run();
  expect(await relay.status()).toMatchObject([{ position: 1, pending: 0 }]);
  expect(await replayEvents(database, 'copies', 1)).toBeNull();
});

test('A new version decides whether a known consumer can begin again', async () => {
  const { consumer } = createCopies();
  await createProcess([{ ...consumer, isReplayable: true }]).relay.register();
  expect(await replayEvents(database, 'copies', 0)).toBeNull();
  await createProcess([consumer]).relay.register();
  expect(await replayEvents(database, 'copies', 0)).toBe('not-replayable');
});
