import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import type { Db, Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decodeDocument, encodeDocument } from '../bson/bson-codec.ts';
import { DataDirectoryError, startEmbeddedMongo } from '../index.ts';
import { createCollation, encodeKey } from '../language/index.ts';
import { FileStore } from '../storage/file-store.ts';
import { dataRange, FORMAT_KEY } from '../storage/key-space.ts';
import { entriesOf } from '../storage/read-view.ts';
import type { PendingEntry } from '../storage/sorted-map.ts';
import { checkConsistency } from '../testing/check-consistency.ts';
import { openFormat } from './format.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-format-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true, force: true });
});

async function withStore<T>(run: (store: FileStore) => Promise<T> | T): Promise<T> {
  const store = new FileStore(dir, false);
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

/** Restores every key and value that the last release of a format wrote to a directory. */
async function restoreFormat(format: number): Promise<void> {
  const text = await readFile(new URL(`testing/format-${format}.txt`, import.meta.url), 'utf8');
  const entries = text
    .trim()
    .split('\n')
    .map((line): PendingEntry => {
      const [key = '', value = ''] = line.split(' ');
      return { key: Buffer.from(key, 'hex'), value: Buffer.from(value, 'base64') };
    });
  await withStore((store) => store.commit(entries));
}

function changeRecord(fields: Record<string, unknown>): Promise<void> {
  return withStore(async (store) => {
    const view = store.snapshot();
    const record = decodeDocument(view.get(FORMAT_KEY) ?? Buffer.alloc(0));
    view.release();
    const value = encodeDocument({ ...record, ...fields });
    await store.commit([{ key: FORMAT_KEY, value }]);
  });
}

/** Runs a server on the directory and returns its notices. */
async function withServer(run: (db: Db) => Promise<void> = async () => {}): Promise<string[]> {
  const notices: string[] = [];
  const mongo = await startEmbeddedMongo({ dir, onNotice: (text) => notices.push(text) });
  const client = await MongoClient.connect(mongo.uri);
  try {
    await run(client.db('shop'));
  } finally {
    await client.close();
    await mongo.close();
  }
  return notices;
}

/**
 * Two people of the fixture have `_id`s that are equal under its collation. Format 1 allowed that.
 */
const INHERITED = ['shop.people._id_: two documents share a unique key'];

async function checkUpgraded(db: Db): Promise<void> {
  const products = db.collection<Document & { _id: number }>('products');
  const idsBy = async (hint: string, filter: Record<string, unknown>, collation?: object) => {
    const options = collation ? { hint, collation: { locale: 'es', ...collation } } : { hint };
    const found = await products.find(filter, options).toArray();
    return found.map(({ _id }) => _id).sort();
  };
  expect(await idsBy('sku_1', { sku: { $gte: 'S1' } })).toEqual([1, 2, 3]);
  expect(await idsBy('tags_1_price_-1', { tags: { $all: ['lino', 'azul'] } })).toEqual([1]);
  expect(await idsBy('title', { title: 'camion' }, { strength: 1 })).toEqual([2]);
  expect(await idsBy('price_1', { price: { $gt: 13 } })).toEqual([1, 2]);
  const people = db.collection<{ _id: string; city: string }>('people');
  expect(await people.findOne({ _id: 'ANA' })).toMatchObject({ _id: 'ana', city: 'Cádiz' });
  await expect(people.insertOne({ _id: 'LUZ', city: 'Vigo' })).rejects.toMatchObject({
    code: 11000,
  });
  expect(await people.countDocuments()).toBe(5);
  expect((await people.find({ city: 'VIGO' }, { hint: 'city_1' }).toArray()).length).toBe(2);
}

const { icu, unicode } = process.versions;
const THIS_NODE = `ICU ${icu}, Unicode ${unicode}`;
const REBUILT = 'rebuilding indexes';
const COUNTED = 'counting documents';

describe.each([
  { format: 1, work: `${REBUILT}, ${COUNTED}` },
  { format: 2, work: COUNTED },
])('a directory of format $format', ({ format, work }) => {
  const restore = () => restoreFormat(format);
  beforeEach(async () => {
    await restore();
    // Another Node's collation tables built the fixture; these tests do not cover that.
    if (format > 1) await changeRecord({ collation: THIS_NODE });
  });

  test('is upgraded to format 3 once, with a notice', async () => {
    const notices = await withServer(checkUpgraded);
    const conflict = expect.stringMatching(/^shop\.people contains 1 documents .* "_id_"/);
    expect(notices).toEqual([
      `Upgrading ${dir} from format ${format} to 3: ${work}.`,
      ...(format === 1 ? [conflict] : []),
    ]);
    expect((await checkConsistency(dir)).problems).toEqual(INHERITED);
    expect(await withServer(checkUpgraded)).toEqual([]);
  });

  test.each(['before', 'after'])(
    "is either unchanged or fully upgraded when the process ends %s any of the upgrade's commits",
    async (moment) => {
      const plain = FileStore.prototype.commit;
      for (let last = 0, isOver = false; !isOver; last += 1) {
        await rm(dir, { recursive: true });
        dir = await mkdtemp(join(tmpdir(), 'trastienda-format-'));
        await restore();
        let commits = 0;
        const commit = vi.spyOn(FileStore.prototype, 'commit');
        commit.mockImplementation(async function (this: FileStore, writes) {
          commits += 1;
          if (commits <= last || moment === 'after') await plain.call(this, writes);
          if (commits > last) throw new Error('the end');
        });
        const failure = await withStore((store) => openFormat(store, dir)).then(
          () => undefined,
          (error: unknown) => error,
        );
        commit.mockRestore();
        isOver = failure === undefined;
        if (!isOver) {
          expect(failure).toBeInstanceOf(DataDirectoryError);
          expect(String(failure)).toMatch(/to 3.*: the end\. Its data is unchanged/);
        }
        await withServer(checkUpgraded);
        expect((await checkConsistency(dir)).problems).toEqual(INHERITED);
        expect(last).toBeLessThan(10);
      }
    },
  );
});

describe('indexes that other collation tables built', () => {
  test('are rebuilt if they have a collation, and only then', async () => {
    const collation = { locale: 'es', strength: 1 };
    await withServer(async (db) => {
      const things = db.collection('things');
      await things.createIndex({ name: 1 }, { unique: true, collation });
      await things.createIndex({ n: 1 });
      await things.insertMany([
        { name: 'Ána', n: 1 },
        { name: 'Eva', n: 2 },
      ]);
    });
    // Simulates tables that fold every name to something else.
    const ids = await withStore(async (store) => {
      const view = store.snapshot();
      const indexed = [...entriesOf(view, { start: dataRange(1).start, end: dataRange(9).start })];
      const folded = indexed.filter(({ key }) => /(ana|eva)/.test(key.toString('latin1')));
      view.release();
      expect(folded).toHaveLength(2);
      await store.commit(folded.map(({ key }) => ({ key, value: null })));
      return new Set(indexed.map(({ key }) => key.readUInt32BE(1)));
    });
    expect((await checkConsistency(dir)).problems).not.toEqual([]);
    await changeRecord({ collation: 'ICU 1.0, Unicode 1.0' });
    const notices = await withServer(async (db) => {
      const things = db.collection('things');
      expect(await things.findOne({ name: 'ANA' }, { collation })).toMatchObject({ n: 1 });
      await expect(things.insertOne({ name: 'EVA' })).rejects.toMatchObject({ code: 11000 });
    });
    expect(notices).toEqual([
      expect.stringMatching(
        /from the collation tables of ICU 1\.0.*rebuilding indexes with a collation/,
      ),
    ]);
    expect((await checkConsistency(dir)).problems).toEqual([]);
    expect(await withServer()).toEqual([]);
    expect(ids.size).toBe(3);
  });
});

test('a directory with an older format and other collation tables is upgraded in one step', async () => {
  await restoreFormat(2);
  await changeRecord({ collation: 'ICU 1.0, Unicode 1.0' });
  expect(await withServer(checkUpgraded)).toEqual([
    expect.stringMatching(/from format 2 to 3 and from the collation tables of ICU 1\.0/),
    expect.stringMatching(/^shop\.people contains 1 documents/),
  ]);
  expect((await checkConsistency(dir)).problems).toEqual(INHERITED);
});

describe('a format record', () => {
  test('of a later version is refused with both versions and a remedy', async () => {
    await withServer();
    await changeRecord({ version: 99 });
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(
      /has format 99, but this version reads formats up to 3: use a newer version, or move/,
    );
  });

  test('of another program, or without a version, is refused', async () => {
    await withServer();
    await changeRecord({ version: 'two' });
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(/damaged/);
    await changeRecord({ name: 'another' });
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(/another program/);
  });
});

test('keys are encoded as format 3 defines: changing this requires a new format version', () => {
  const id = new ObjectId('0123456789abcdef01234567');
  const values = [
    ...[null, undefined, true, 'añ\0b', '', id, new Date(1_000), /^a/i],
    ...[new Int32(5), new Double(-0.5), Long.fromString('9007199254740993')],
    ...[Decimal128.fromString('1E-30'), { a: [1, { b: 'x' }] }, [], 'x'.repeat(1000)],
  ];
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  expect(values.map((value) => hex(encodeKey([value], [1])).slice(0, 80))).toMatchInlineSnapshot(`
    [
      "0a",
      "05",
      "5001",
      "1e61c3b100ff620001",
      "1e0001",
      "460123456789abcdef01234567",
      "5a80000000000003e8",
      "645e610001690001",
      "14c01400000000000000",
      "14401fffffffffffffff",
      "14c3400000000000000140105b08145d374b0a5e00",
      "14b9b4484bfeebc29f013fe30b00",
      "283261000114bff000000000000000281e620001780001000000",
      "3200",
      "1e787878787878787878787878787878787878787878787878787878787878787878787878787878",
    ]
  `);
  expect(hex(encodeKey([1, 'b'], [-1, 1]))).toMatchInlineSnapshot(`"eb400fffffffffffffff1e620001"`);
  const collation = createCollation({ locale: 'es', strength: 1 });
  expect(hex(encodeKey(['Ána'], [1], collation))).toMatchInlineSnapshot(`"1e616e610001"`);
  const cut = encodeKey(['x'.repeat(1000)], [1]);
  expect(hex(cut.slice(-20))).toMatchInlineSnapshot(`"78787801fd9699faf203d168331b9da517dfe5d3"`);
});
