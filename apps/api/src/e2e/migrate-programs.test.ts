import { openDatabase } from '@trastienda/shop-db';
import { expect, test } from 'vitest';
import { usePrograms } from '../testing/use-programs.ts';

const programs = usePrograms();
const { run, outcome, programOutcome } = programs;

/** Tax zones as a version without migrations stored them, of one country under two codes. */
async function fillAsBefore(): Promise<void> {
  const database = await openDatabase(programs.mongo.uri);
  await database.indexes.sync();
  for (const country of ['GB', 'UK', 'EL']) {
    await database.taxZones.insert({
      ...{ id: database.taxZones.newId(), name: 'VAT', country, region: null, ratePpm: 1 },
      ...{ isTaxIncluded: true, isShippingTaxed: true, updatedAt: new Date() },
    });
  }
  await database.close();
}

test('a database of an earlier version is rejected until the operator has migrated it', async () => {
  await fillAsBefore();
  const server = run('main.js');
  expect(await server.ended).toBe(1);
  expect(server.output()).toContain('`pnpm shop migrate` first:\n  0001-one-form: ');
  for (const command of ['sync-indexes', 'currency-digits', 'check']) {
    expect([command, ...(await outcome(command))]).toEqual([command, 1, server.output()]);
  }
  const [, before] = await outcome('migrate', '--status');
  expect(before).toMatch(/^0001-one-form {2}pending: /);

  const [code, said] = await outcome('migrate');
  expect(code).toBe(0);
  expect(said).toMatch(/^0001-one-form: store .*\n0001-one-form: done in \d+ ms\n/);
  expect(said).toContain('The tax zone of UK applies to no address: there is one with GB.\n');
  expect(await outcome('migrate')).toEqual([0, 'nothing to do\n']);
  const [, after] = await outcome('migrate', '--status');
  expect(after).toMatch(/^0001-one-form {2}done \d{4}-/);

  expect((await outcome('sync-indexes'))[0]).toBe(0);
  const restarted = run('main.js');
  await restarted.waitFor(/"msg":"listening"/);
  restarted.child.kill('SIGTERM');
  expect(await restarted.ended).toBe(0);
});

test('of two concurrent migrations, one runs and the other waits for it', async () => {
  await fillAsBefore();
  const outcomes = await Promise.all([programOutcome('migrate'), programOutcome('migrate')]);
  expect(outcomes.map(([code]) => code)).toEqual([0, 0]);
  const ends = outcomes.map(([, said]) => said.includes('nothing to do'));
  expect(ends.toSorted()).toEqual([false, true]);
});

test('a new database has nothing to migrate, and is recorded as migrated', async () => {
  expect(await outcome('migrate')).toEqual([0, 'nothing to do\n']);
  const [code, status] = await outcome('migrate', '--status');
  expect([code, status]).toEqual([0, expect.stringMatching(/^0001-one-form {2}done /)]);
});

test('a database that a newer version has migrated is rejected by server and commands', async () => {
  await programs.mongo.withClient(async (client) => {
    const records = client.db().collection<{ _id: string }>('migrations');
    const at = new Date();
    const record = { startedAt: at, finishedAt: at, error: null };
    await records.insertOne({ _id: '9999-of-the-future', ...record });
  });
  const server = run('main.js');
  expect(await server.ended).toBe(1);
  expect(server.output()).toMatch(
    /^A newer version of this program has migrated the database \(9999-of-the-future\)/,
  );
  for (const command of [['migrate'], ['migrate', '--status'], ['sync-indexes'], ['check']]) {
    expect([...command, ...(await outcome(...command))]).toEqual([...command, 1, server.output()]);
  }
});
