import { openDatabase } from '@trastienda/shop-db';
import { expect, test } from 'vitest';
import { usePrograms } from '../testing/use-programs.ts';

const programs = usePrograms();
const { outcome } = programs;

const AT = new Date('2100-01-31T12:00:00.000Z');

/** Writes events of one order, a day apart, as a server has put them in order. */
async function writeEvents(): Promise<void> {
  const database = await openDatabase(programs.mongo.uri);
  await database.indexes.sync();
  await database.migrations.run({ now: () => AT });
  const order = {
    aggregate: 'order',
    aggregateId: 'a'.repeat(24),
    requestId: null,
    tags: [],
  } as const;
  const at = (day: number) => new Date(AT.getTime() + day * 24 * 60 * 60 * 1000);
  await database.events.append([
    { ...order, sequence: 1, type: 'order.note-added', at: at(0), data: { noteId: 'n1' } },
    { ...order, sequence: 2, type: 'order.note-added', at: at(1), data: { noteId: 'n2' } },
    { ...order, sequence: 3, type: 'order.address-changed', at: at(2), data: {} },
  ]);
  await database.transaction(() => database.events.assignPositions(9));
  const consumer = { position: 3, isReplayable: true, types: [] };
  await database.eventConsumers.register({ name: 'webhooks', ...consumer }, AT);
  await database.eventConsumers.register({ name: 'reports', ...consumer, isReplayable: false }, AT);
  await database.close();
}

test('events are shown from a position or a time on, and of some types', async () => {
  await writeEvents();
  const [code, all] = await outcome('events', 'tail');
  expect([code, all.split('\n')]).toEqual([
    0,
    [
      `1  2100-01-31T12:00:00.000Z  order.note-added  ${'a'.repeat(24)} #1  {"noteId":"n1"}`,
      `2  2100-02-01T12:00:00.000Z  order.note-added  ${'a'.repeat(24)} #2  {"noteId":"n2"}`,
      `3  2100-02-02T12:00:00.000Z  order.address-changed  ${'a'.repeat(24)} #3  {}`,
      '',
    ],
  ]);
  expect(await outcome('events', 'tail', '--after', '2')).toEqual([
    0,
    expect.stringMatching(/^3 .*\n$/),
  ]);
  expect(await outcome('events', 'tail', '--since', '2100-02-02')).toEqual([
    0,
    expect.stringMatching(/^3 .*\n$/),
  ]);
  expect(await outcome('events', 'tail', '--type', 'order.address-changed')).toEqual([
    0,
    expect.stringMatching(/^3 .*\n$/),
  ]);

  expect(await outcome('events', 'replay', 'webhooks', '--after', '1')).toEqual([
    0,
    expect.stringContaining('after position 1 again'),
  ]);
  const database = await openDatabase(programs.mongo.uri);
  expect(await database.eventConsumers.findPosition('webhooks')).toBe(1);
  await database.close();
});

test.each([
  [['events'], 'Say what to do'],
  [['events', 'tail', '--type', 'order.lost'], 'order.lost is no type of event'],
  [['events', 'tail', '--after=-1'], '-1 is no position'],
  [['events', 'tail', '--since', 'noon'], 'noon is no time'],
  [['events', 'tail', '--after', '1', '--since', '2100-01-01'], 'or a time'],
  [['events', 'replay'], 'Name one consumer'],
  [['events', 'replay', 'webhooks'], 'Say where to begin'],
  [['events', 'replay', 'lost', '--after', '0'], 'There is no consumer lost'],
  [['events', 'replay', 'reports', '--after', '0'], 'reports would have a second effect'],
  [['events', 'replay', 'webhooks', '--after', '4'], 'has not come to position 4'],
])('%j is refused, and changes nothing', async (args, message) => {
  await writeEvents();
  const [code, output] = await outcome(...args);
  expect([code, output]).toEqual([2, expect.stringContaining(message)]);
  const database = await openDatabase(programs.mongo.uri);
  expect(await database.eventConsumers.findPosition('reports')).toBe(3);
  await database.close();
});
