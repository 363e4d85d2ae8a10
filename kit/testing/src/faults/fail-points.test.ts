import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDatabase } from '../database/start-test-database.ts';
import { endChild } from '../processes/end-child.ts';
import { runNode } from '../processes/run-node.ts';
import { useStarted } from '../vitest/use-started.ts';
import {
  clearFailPoint,
  FINAL_FAULT,
  failAtEachWrite,
  HANG,
  OUT_OF_DISK_SPACE,
  releaseKilledProcess,
  setFailPoint,
  WRITE_CONFLICT,
} from './fail-points.ts';

const WRITE_AND_HANG = fileURLToPath(new URL('../testing/write-and-hang.mjs', import.meta.url));

const server = await useStarted(startTestDatabase);
const client = await MongoClient.connect(server.uri);
const notes = client.db().collection<{ _id: number; text?: string }>('notes');
const tags = client.db().collection<{ _id: number }>('tags');
afterAll(() => client.close());

/** Writes a note and its tag together. */
const write = (id: number) =>
  client.withSession((session) =>
    session.withTransaction(async () => {
      await notes.insertOne({ _id: id }, { session });
      await tags.insertOne({ _id: id }, { session });
    }),
  );

beforeEach(() => server.clear());

describe.skipIf(server.embedded === undefined)('a fail point', () => {
  test('fails each write of a transaction in turn, without a partial change', async () => {
    const before = await server.contents();
    const failures = await failAtEachWrite(
      server.uri,
      () => write(1),
      async () => {
        expect(await server.contents()).toBe(before);
      },
    );
    // Two inserts and the commit.
    expect(failures).toBe(3);
    expect(await server.contents()).toBe('[["notes",[{"_id":1}]],["tags",[{"_id":1}]]]');
  });

  test('with a write conflict makes the driver run the transaction again', async () => {
    await setFailPoint(server.uri, { fault: WRITE_CONFLICT, skip: 1, times: 2 });
    await write(2);
    expect(await notes.countDocuments()).toBe(1);
  });

  test('is limited to commands on a collection, and lasts until it is cleared', async () => {
    await setFailPoint(server.uri, { fault: OUT_OF_DISK_SPACE, collection: 'tags' });
    await notes.insertOne({ _id: 3 });
    await expect(tags.insertOne({ _id: 3 })).rejects.toMatchObject({ code: 14_031 });
    await expect(write(4)).rejects.toMatchObject({ code: 14_031 });
    await clearFailPoint(server.uri);
    await write(4);
    expect(await server.contents({ except: ['notes'] })).toBe('[["tags",[{"_id":4}]]]');
  });

  test('that hangs lets a process be killed in the middle of a transaction, which then blocks nothing', async () => {
    await setFailPoint(server.uri, { fault: HANG, commands: ['insert'], collection: 'tags' });
    const program = runNode(WRITE_AND_HANG, [server.uri], {});
    await program.waitFor(/written one/);
    await endChild(program.child);
    await releaseKilledProcess(server.uri);
    await write(5);
    expect(await notes.countDocuments()).toBe(1);
    expect(program.output()).not.toContain('written both');
  });
});

test('the contents of a database do not depend on the order of its writes', async () => {
  await notes.insertMany([{ _id: 1, text: 'a' }, { _id: 0 }]);
  expect(await server.contents({ except: ['tags'] })).toBe(
    '[["notes",[{"_id":0},{"_id":1,"text":"a"}]]]',
  );
});

test('a fault that the driver does not retry reaches the caller', async ({ skip }) => {
  if (server.embedded === undefined) return skip('fail points are of the embedded database');
  await setFailPoint(server.uri, { fault: FINAL_FAULT, commands: ['insert'], times: 1 });
  await expect(notes.insertOne({ _id: 6 })).rejects.toMatchObject({ code: 121 });
  await notes.insertOne({ _id: 6 });
});
