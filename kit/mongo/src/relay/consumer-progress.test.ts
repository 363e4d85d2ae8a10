import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';
import { createRelayTools } from '../testing/relay-process.ts';

const { server, database } = await useTestDatabase(openNotes);
const clock = { now: () => new Date('2100-01-01T00:00:00.000Z') };
const { record, createCopies, createProcess, copies, heldOf } = createRelayTools(database, clock);

beforeEach(() => server.clear());

test('What one process holds back, another one that ran the consumer before leaves alone', async () => {
  const first = createCopies();
  const second = createCopies({
    check(name) {
      if (name === 'b1') throw new Error('no');
    },
  });
  const one = createProcess([first.consumer]);
  const two = createProcess([second.consumer]);
  await record('a');
  await one.run();
  await record('b');
  await two.run();
  expect(await heldOf()).toMatchObject([{ aggregateId: 'b', sequence: 1 }]);
  for (const id of ['b', 'a']) await record(id);
  await one.run();
  expect(first.tried).toEqual(['a1', 'a2']);
  expect(await copies()).toEqual(['a1', 'a2']);
});

test('A worker whose consumer holds nothing back reads only the log, and in its transactions nothing', async ({
  skip,
}) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts what it reads');
  // What the worker has read stays fresh, however slow the machine is.
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { consumer } = createCopies();
  const { relay } = createProcess([consumer]);
  const { signal } = new AbortController();
  const [ordering, consuming] = relay.jobs;
  const round = async () => {
    await record('a');
    await ordering?.runOnce(signal);
    return await workOf(embedded, async () => {
      expect(await consuming?.runOnce(signal)).toBe(1);
    });
  };
  for (let index = 0; index < 2; index += 1) {
    await round();
    await consuming?.runOnce(signal);
  }
  const { commands } = await round();
  // The end of the log, its events, and what the consumer reads; the position, the effect.
  expect(commands).toEqual({ find: 3, findAndModify: 1, insert: 1, commitTransaction: 1 });
});
