import { Long, UUID } from 'mongodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FileStore } from '../storage/file-store.ts';
import { useDatabase } from '../testing/harness.ts';
import { RawClient } from '../testing/raw-client.ts';

const harness = useDatabase();
const commits = () => harness.mongo.stats().commands.commitTransaction ?? 0;

let first: RawClient;
let second: RawClient;

beforeEach(async () => {
  first = await RawClient.open(harness.mongo.port);
  second = await RawClient.open(harness.mongo.port);
});
afterEach(() => {
  vi.restoreAllMocks();
  first.close();
  second.close();
});

/** Blocks every commit until the returned function is called. */
function holdCommits(): () => void {
  let release = (): void => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  const plain = FileStore.prototype.commit;
  vi.spyOn(FileStore.prototype, 'commit').mockImplementation(async function (
    this: FileStore,
    writes,
  ) {
    await isReleased;
    await plain.call(this, writes);
  });
  return release;
}

const inTransaction = (lsid: unknown, number: number) => ({
  lsid,
  txnNumber: Long.fromNumber(number),
  autocommit: false,
});

const EVENTS: readonly (readonly [string, (lsid: unknown) => Promise<unknown>])[] = [
  ['all sessions are killed', () => second.command({ killAllSessions: [], $db: 'admin' })],
  ['the session is ended', (lsid) => second.command({ endSessions: [lsid], $db: 'admin' })],
  [
    'the session starts another transaction',
    (lsid) =>
      second.command({
        find: 'things',
        startTransaction: true,
        $db: 'test',
        ...inTransaction(lsid, 2),
      }),
  ],
];

test.each(EVENTS)(
  'a repeated commit waits for the first one when %s in the meantime',
  async (_, act) => {
    await harness.collection<{ _id: number }>().insertOne({ _id: 1 });
    const lsid = { id: new UUID() };
    const common = inTransaction(lsid, 1);
    const documents = [{ _id: 2 }];
    const insert = { insert: 'things', documents, startTransaction: true, $db: 'test', ...common };
    expect(await first.command(insert)).toMatchObject({ ok: 1, n: 1 });
    const commit = { commitTransaction: 1, $db: 'admin', ...common };
    const release = holdCommits();
    const committed = first.command(commit);
    await expect.poll(commits).toBe(1);
    expect(await act(lsid)).toMatchObject({ ok: 1 });
    const repeated = second.command(commit);
    await expect.poll(commits).toBe(2);
    release();
    expect(await committed).toMatchObject({ ok: 1 });
    expect(await repeated).toMatchObject({ ok: 1 });
    expect(await harness.collection().countDocuments()).toBe(2);
  },
);

test('a late commit or abort of an older transaction leaves the newer one alone', async () => {
  const things = Array.from({ length: 5 }, (_, i) => ({ _id: i }));
  await harness.collection<{ _id: number }>().insertMany(things);
  const lsid = { id: new UUID() };
  const newer = inTransaction(lsid, 2);
  const found = await first.command({
    find: 'things',
    batchSize: 2,
    startTransaction: true,
    $db: 'test',
    ...newer,
  });
  for (const name of ['commitTransaction', 'abortTransaction']) {
    const late = { [name]: 1, $db: 'admin', ...inTransaction(lsid, 1) };
    expect(await second.command(late)).toMatchObject({ code: 225 });
  }
  const { id } = Object(found.cursor);
  const more = { getMore: id, collection: 'things', $db: 'test', ...newer };
  expect(await first.command(more)).toMatchObject({
    ok: 1,
    cursor: { nextBatch: things.slice(2) },
  });
});
