import { failAtEachWrite } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { ConflictError } from '../connection/conflict-error.ts';
import { createEventFeed } from '../events/create-event-feed.ts';
import { openNotes } from '../testing/open-notes.ts';
import { createRelayTools, type NotesEvent, nameOf } from '../testing/relay-process.ts';
import { createWorker } from '../worker/create-worker.ts';
import type { EventConsumer } from './consumer.ts';
import { createConsumerProgress } from './consumer-progress.ts';
import { createRelay } from './create-relay.ts';
import { MAX_FAILURES } from './retry-held.ts';

const { server, database } = await useTestDatabase(openNotes);
const { eventConsumers, events, notes } = database;

let now = new Date('2100-01-01T00:00:00.000Z');
const clock = { now: () => now };
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const tools = createRelayTools(database, clock);
const { record, createCopies, createProcess, copies, heldOf } = tools;

beforeEach(() => server.clear());

test('A consumer gets each event of its types once, in the order of its aggregate', async () => {
  for (const id of ['b', 'a', 'b', 'b']) await record(id);
  await record('b', { type: 'note.shared' });
  await record('c', { aggregate: 'folder', type: 'folder.created' });
  const { consumer, tried } = createCopies();
  const { run, faults } = createProcess([consumer]);
  await run();
  expect(tried.toSorted()).toEqual(['a1', 'b1', 'b2', 'b3', 'b4']);
  expect(await copies()).toEqual(tried.toSorted());
  await record('b');
  await run();
  await run();
  expect(await copies()).toEqual(['a1', 'b1', 'b2', 'b3', 'b4', 'b5']);
  expect(tried).toHaveLength(6);
  expect(faults).toEqual([]);
});

test('Each of several consumers gets every event, and has its own progress', async () => {
  await record('a');
  let isBroken = true;
  const one = createCopies({ name: 'one' });
  const two = createCopies({
    name: 'two',
    check() {
      if (isBroken) throw new Error('no');
    },
  });
  const { run } = createProcess([one.consumer, two.consumer]);
  await run();
  expect([await copies('one'), await copies('two')]).toEqual([['a1'], []]);
  isBroken = false;
  pass(2_000);
  await run();
  expect([await copies('one'), await copies('two')]).toEqual([['a1'], ['a1']]);
});

test('Two consumers with one name are refused', () => {
  const { consumer } = createCopies();
  expect(() => createProcess([consumer, consumer])).toThrow('Two consumers have the same name.');
});

describe('A consumer that is new to a database', () => {
  test('begins with the first event, or with the next one', async () => {
    await record('a');
    const all = createCopies({ name: 'all' });
    const next = createCopies({ name: 'next', from: 'now' });
    const { relay, run } = createProcess([all.consumer, next.consumer]);
    await relay.register();
    await record('b');
    await run();
    expect([await copies('all'), await copies('next')]).toEqual([['a1', 'b1'], ['b1']]);
  });

  test('keeps its beginning when the process ends before it has done anything', async () => {
    await createProcess([createCopies({ from: 'now' }).consumer]).relay.register();
    await record('a');
    const { relay, run } = createProcess([createCopies({ from: 'now' }).consumer]);
    await relay.register();
    await run();
    expect(await copies()).toEqual(['a1']);
  });

  test('begins with the archive, if it wants all events', async () => {
    for (const id of ['a', 'b', 'a']) await record(id);
    await createProcess().run();
    await database.transaction(() => events.archive({ before: new Date(8.64e15), limit: 2 }));
    const { run } = createProcess([createCopies().consumer]);
    await run();
    expect(await copies()).toEqual(['a1', 'a2', 'b1']);
  });
});

describe('While two versions of a consumer run', () => {
  const version = (
    types: EventConsumer<NotesEvent>['types'],
    formerTypes: readonly string[] = [],
  ) => {
    const handled: string[] = [];
    const consumer: EventConsumer<NotesEvent> = {
      ...{ name: 'copies', types, formerTypes, from: 'beginning' },
      async handle(event) {
        handled.push(nameOf(event));
      },
    };
    return { ...createProcess([consumer]), handled };
  };

  test('the older one passes over no event of a type that only the newer one handles', async () => {
    const older = version(['note.written']);
    await older.run();
    const newer = version(['note.written', 'note.shared']);
    await newer.relay.register();
    await record('a', { type: 'note.shared' });
    await record('a');
    await older.run();
    expect(older.faults).toMatchObject([{ name: 'ConsumerOutdatedError' }]);
    expect(await heldOf()).toEqual([]);
    await newer.run();
    expect([older.handled, newer.handled]).toEqual([[], ['a1', 'a2']]);
  });

  test('one that handles fewer types says so, and goes on', async () => {
    await version(['note.written', 'note.shared']).run();
    await record('a');
    const forgetful = version(['note.written']);
    await forgetful.run();
    expect(forgetful.handled).toEqual([]);
    const fewer = version(['note.written'], ['note.shared']);
    await fewer.run();
    expect([fewer.faults, fewer.handled]).toEqual([[], ['a1']]);
  });
});

test('The effect and the progress are written together or not at all', async ({ skip }) => {
  if (server.embedded === undefined) return skip('only the embedded database has fail points');
  await record('a');
  await createProcess().run();
  const { consumer } = createCopies();
  await createProcess([consumer]).relay.register();
  const part = { after: 0, ...(await events.readLog({ after: 0, limit: 9 })) };
  const deps = { ...database, consumers: eventConsumers, now: clock.now };
  const before = await server.contents();
  const failures = await failAtEachWrite(
    server.uri,
    () => createConsumerProgress(deps, consumer).handlePart(part),
    async () => expect(await server.contents()).toBe(before),
  );
  // The position, the note and the commit.
  expect(failures).toBeGreaterThanOrEqual(3);
  expect(await copies()).toEqual(['a1']);
});

test('Several processes at once have one effect for each event, in order', async () => {
  for (let index = 0; index < 5; index += 1) for (const id of ['a', 'b']) await record(id);
  const processes = [1, 2, 3].map(() => createProcess([createCopies().consumer]));
  await Promise.all(processes.map(({ run }) => run()));
  expect(await copies()).toHaveLength(10);
  expect(await heldOf()).toEqual([]);
});

describe('An event that fails', () => {
  test('holds back its aggregate alone, longer after each failure', async () => {
    for (const id of ['a', 'a', 'b']) await record(id);
    let isBroken = true;
    const { consumer, tried } = createCopies({
      check(name) {
        if (isBroken && name === 'a1') throw new Error('no');
      },
    });
    const { run, faults } = createProcess([consumer]);
    await run();
    expect(faults).toMatchObject([{ errors: [new Error('no')] }]);
    expect(await copies()).toEqual(['b1']);
    expect(await heldOf()).toMatchObject([
      { aggregateId: 'a', sequence: 1, failures: 1, isParked: false, error: 'Error: no' },
    ]);
    await record('b');
    await record('a');
    await run();
    expect(await copies()).toEqual(['b1', 'b2']);
    pass(1_300);
    await run();
    expect(await heldOf()).toMatchObject([{ failures: 2 }]);
    pass(1_300);
    const before = tried.length;
    await run();
    expect(tried).toHaveLength(before);
    isBroken = false;
    pass(1_300);
    await run();
    expect(await copies()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
    expect(await heldOf()).toEqual([]);
  });

  test('parks its aggregate after many failures, until staff resume it', async () => {
    for (const id of ['a', 'a', 'b']) await record(id);
    let isBroken = true;
    const { consumer, tried } = createCopies({
      check(name) {
        if (isBroken && name === 'a2') throw new Error('no');
      },
    });
    const { relay, run } = createProcess([consumer]);
    for (let index = 0; index < MAX_FAILURES; index += 1) {
      await run();
      pass(400_000);
    }
    expect(await heldOf()).toMatchObject([{ sequence: 2, isParked: true }]);
    const before = tried.length;
    await run();
    await record('a');
    await run();
    expect(tried).toHaveLength(before);
    isBroken = false;
    const key = { consumer: 'copies', aggregate: 'note', aggregateId: 'a' };
    expect(await relay.resume(key)).toBe(true);
    await run();
    expect(await copies()).toEqual(['a1', 'a2', 'a3', 'b1']);
    expect(await relay.resume(key)).toBe(false);
  });

  test('pauses the consumer when nothing succeeds, and stops no other aggregate for good', async () => {
    const draft = { aggregate: 'note', type: 'note.written', at: now, requestId: null } as const;
    const data = { words: 1, title: null };
    const ids = Array.from({ length: 30 }, (_, index) => `a${1000 + index}`);
    await events.append(
      [...ids, 'b'].map((aggregateId) => ({ ...draft, aggregateId, sequence: 1, data })),
    );
    const { consumer } = createCopies({
      check(name) {
        if (name.startsWith('a')) throw new Error('no');
      },
    });
    const { run, faults } = createProcess([consumer]);
    await run();
    expect(await eventConsumers.countHolds('copies')).toEqual({ retrying: 3, parked: 0 });
    expect(faults).toHaveLength(1);
    for (let round = 0; round < 20 && (await copies()).length === 0; round += 1) await run();
    expect(await copies()).toEqual(['b1']);
    expect(await eventConsumers.countHolds('copies')).toEqual({ retrying: 30, parked: 0 });
  });

  test('because its handler hangs is given up, and what the handler does later has no effect', async () => {
    for (const id of ['a', 'b']) await record(id);
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    const late: Promise<unknown>[] = [];
    const { consumer } = createCopies({
      async check(name) {
        if (name !== 'a1') return;
        await gone;
        late.push(notes.insert('late').catch((error: unknown) => error));
      },
    });
    const { run } = createProcess([consumer], { handleMs: 1_000 });
    await run();
    await run();
    expect(await heldOf()).toMatchObject([
      { aggregateId: 'a', error: expect.stringContaining('longer than') },
    ]);
    go();
    await gone;
    await expect.poll(() => late.length).toBeGreaterThan(0);
    for (const error of await Promise.all(late)) expect(error).toBeInstanceOf(Error);
    expect(await notes.find('late')).toBeNull();
  });
});

test('A consumer that news wake looks for work less often, unless it holds something back', async () => {
  let isBroken = true;
  const { consumer } = createCopies({
    check() {
      if (isBroken) throw new Error('no');
    },
  });
  const { relay, worker, run } = createProcess([consumer]);
  const watcher = relay.watcherOf(worker);
  const idlePolls = () =>
    relay.jobs.flatMap((job) => (job.idlePolls ? [[job.name, job.idlePolls()]] : []));
  const polls = (ordering: number, consuming: number) => [
    ['order-events', ordering],
    ['consume-copies', consuming],
  ];
  await run();
  expect(idlePolls()).toEqual(polls(1, 1));
  watcher.onLive?.();
  expect(idlePolls()).toEqual(polls(5, 5));
  await record('a');
  await run();
  await run();
  expect(idlePolls()).toEqual(polls(5, 1));
  isBroken = false;
  pass(2_000);
  await run();
  await run();
  expect(idlePolls()).toEqual(polls(5, 5));
  watcher.onBroken?.(new Error('gone'));
  expect(idlePolls()).toEqual(polls(1, 1));
});

test('A write conflict is tried again, and has one effect', async () => {
  await record('a');
  let conflicts = 2;
  const { consumer, tried } = createCopies({
    check() {
      conflicts -= 1;
      if (conflicts >= 0) throw new ConflictError('lost');
    },
  });
  await createProcess([consumer]).run();
  expect(tried).toEqual(['a1', 'a1', 'a1']);
  expect(await copies()).toEqual(['a1']);
});

test('An event that is redacted keeps the other data, and other events all of it', async () => {
  await record('a');
  await record('a', { aggregate: 'folder', type: 'folder.created' });
  const { consumer } = createCopies({ redact: ['title'] });
  await createProcess([consumer]).run();
  const { events: all } = await events.readLog({ after: 0, limit: 9 });
  expect(all.map(({ data }) => data)).toEqual([{ words: 1 }, { words: 1, title: 'Milk' }]);
  expect((await notes.list()).items).toMatchObject([{ text: 'Milk' }]);
});

test('Old events move to the archive', async () => {
  await record('a');
  const { run } = createProcess();
  await run();
  pass(401 * 24 * 60 * 60 * 1000);
  await record('b');
  await run();
  await run();
  await server.withClient(async (client) => {
    const stored = client.db().collection('events_archive').find();
    expect(await stored.toArray()).toMatchObject([{ aggregateId: 'a' }]);
  });
});

test('A committed event reaches its consumer in every process without a poll', async () => {
  const stopping = new AbortController();
  const handled: string[] = [];
  let arrived = () => {};
  const processes = [1, 2].map(() => {
    const { consumer } = createCopies({
      check(name) {
        handled.push(name);
        arrived();
      },
    });
    const relay = createRelay({ database, consumers: [consumer], clock });
    const faults: unknown[] = [];
    const worker = createWorker({
      ...{ jobs: relay.jobs, leases: database.leases, clock, pollMs: 3_600_000 },
      onFault: ({ error }) => faults.push(error),
    });
    const feed = createEventFeed(database);
    feed.subscribe(relay.watcherOf(worker));
    return { relay, worker, feed, faults };
  });
  for (const { relay, worker, feed } of processes) {
    await relay.register();
    worker.start();
    await feed.start(stopping.signal).live;
  }
  for (let index = 1; index <= 3; index += 1) {
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await record('a');
    await arrival;
  }
  expect(handled).toEqual(['a1', 'a2', 'a3']);
  stopping.abort();
  await Promise.all(processes.map(({ worker }) => worker.stop()));
  expect(processes.flatMap(({ faults }) => faults)).toEqual([]);
});
