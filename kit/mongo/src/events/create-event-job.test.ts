import { failAtEachWrite } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, expect, test } from 'vitest';
import { ConflictError } from '../connection/conflict-error.ts';
import { openNotes } from '../testing/open-notes.ts';
import { createEventJob } from './create-event-job.ts';

const { server, database } = await useTestDatabase(openNotes);
const { events, notes } = database;

type NotesEvent = Parameters<typeof events.record>[0];

let now = new Date('2100-01-01T00:00:00.000Z');
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

beforeEach(() => server.clear());

const record = (aggregateId: string, overrides: Partial<NotesEvent> = {}) =>
  database.transaction(() => {
    const data = { words: 1, title: 'Milk' };
    const event = { aggregate: 'note', aggregateId, type: 'note.written', data } as const;
    return events.record({ ...event, ...overrides }, { at: now, requestId: null });
  });

const nameOf = ({ aggregateId, sequence }: { aggregateId: string; sequence: number }) =>
  `${aggregateId}${sequence}`;

/** Creates the job that writes a note about each event, which fails when there is one already. */
function createCopies(check: (name: string) => void = () => {}) {
  const tried: string[] = [];
  const job = createEventJob({
    ...{ name: 'copies', database, clock: { now: () => now } },
    types: ['note.written', 'note.shared'],
    async handle(event) {
      tried.push(nameOf(event));
      const previous = { ...event, sequence: event.sequence - 1 };
      if (previous.sequence > 0 && (await notes.find(nameOf(previous))) === null) {
        throw new Error(`${nameOf(event)} is out of order.`);
      }
      await notes.insert(nameOf(event), event.data.title ?? 'Untitled');
      check(nameOf(event));
    },
  });
  return { job, tried };
}

const copies = async () => (await notes.list()).items.map(({ _id }) => _id).reverse();

test('A job reacts to each event of its types once, in the order of its aggregate', async () => {
  for (const id of ['b', 'a', 'b', 'b']) await record(id);
  await record('b', { type: 'note.shared' });
  await record('c', { aggregate: 'folder', type: 'folder.created' });
  const { job, tried } = createCopies();
  expect(await job.runOnce()).toBe(5);
  expect(tried).toEqual(['a1', 'b1', 'b2', 'b3', 'b4']);
  expect(await copies()).toEqual(tried);
  await record('b');
  expect(await job.runOnce()).toBe(1);
  expect(await job.runOnce()).toBe(0);
  expect(await copies()).toEqual(['a1', 'b1', 'b2', 'b3', 'b4', 'b5']);
});

test('The effect and the end of an event are written together or not at all', async ({ skip }) => {
  if (server.embedded === undefined) return skip('only the embedded database has fail points');
  await record('a');
  const before = await server.contents();
  const failures = await failAtEachWrite(
    server.uri,
    () => createCopies().job.runOnce(),
    async () => expect(await server.contents()).toBe(before),
  );
  // The event, the note and the commit.
  expect(failures).toBeGreaterThanOrEqual(3);
  expect(await copies()).toEqual(['a1']);
});

test('Two processes at once have one effect for each event, in order', async () => {
  for (let index = 0; index < 5; index += 1) for (const id of ['a', 'b']) await record(id);
  const processes = [createCopies(), createCopies(), createCopies()];
  const done = await Promise.all(processes.map(({ job }) => job.runOnce()));
  expect(done.reduce((sum, each) => sum + each)).toBe(10);
  expect(await copies()).toHaveLength(10);
});

test('An event that fails holds back its aggregate alone, longer after each failure', async () => {
  for (const id of ['a', 'a', 'b']) await record(id);
  let isBroken = true;
  const { job, tried } = createCopies((name) => {
    if (isBroken && name === 'a1') throw new Error('no');
  });
  await expect(job.runOnce()).rejects.toMatchObject({ errors: [new Error('no')] });
  expect(tried).toEqual(['a1', 'b1']);
  await record('b');
  expect(await job.runOnce()).toBe(1);
  pass(1300);
  await expect(job.runOnce()).rejects.toThrow('Not all of copies was done.');
  pass(1300);
  expect(await job.runOnce()).toBe(0);
  isBroken = false;
  pass(1300);
  expect(await job.runOnce()).toBe(2);
  expect(tried).toEqual(['a1', 'b1', 'b2', 'a1', 'a1', 'a2']);
  expect(await copies()).toEqual(['a1', 'a2', 'b1', 'b2']);
});

test('More failing events than fit into a batch hold back no other aggregate', async () => {
  const draft = { aggregate: 'note', type: 'note.written', at: now, requestId: null } as const;
  const data = { words: 1, title: null };
  const ids = Array.from({ length: 150 }, (_, index) => `a${1000 + index}`);
  await events.append(
    [...ids, 'b'].map((aggregateId) => ({ ...draft, aggregateId, sequence: 1, data })),
  );
  const { job } = createCopies((name) => {
    if (name.startsWith('a')) throw new Error('no');
  });
  await expect(job.runOnce()).rejects.toThrow('Not all of copies was done.');
  expect(await copies()).toEqual(['b1']);
});

test('A write conflict is tried again, and has one effect', async () => {
  await record('a');
  let conflicts = 2;
  const { job, tried } = createCopies(() => {
    conflicts -= 1;
    if (conflicts >= 0) throw new ConflictError('lost');
  });
  expect(await job.runOnce()).toBe(1);
  expect(tried).toEqual(['a1', 'a1', 'a1']);
  expect(await copies()).toEqual(['a1']);
});

test('An event that is redacted keeps the other data, and fields of pending events stay', async () => {
  await record('a');
  await record('a', { type: 'folder.created' });
  const job = createEventJob({
    ...{ name: 'copies', database, redact: ['title'] },
    types: ['note.written'],
    handle: async (event) => notes.insert(nameOf(event), event.data.title ?? 'Untitled'),
  });
  expect(await job.runOnce()).toBe(1);
  const { items } = await events.list({ aggregate: 'note', aggregateId: 'a', limit: 9 });
  expect(items.map(({ data }) => data)).toEqual([{ words: 1 }, { words: 1, title: 'Milk' }]);
  expect((await notes.list()).items).toMatchObject([{ text: 'Milk' }]);
});

test('Two jobs of different names cannot react to one type of event', () => {
  createCopies();
  const create = (name: string) =>
    createEventJob({ name, database, types: ['note.shared'], handle: async () => {} });
  expect(() => create('other')).toThrow('copies already reacts to note.shared; other cannot, too.');
  expect(create('copies').name).toBe('copies');
});
