import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Document } from '../bson/document.ts';
import { makeIndex, normalizeIndexSpec } from '../catalog/index-spec.ts';
import { addCollection } from '../commands/create-collection.ts';
import { Engine } from '../engine/engine.ts';
import { compileSort, valuesEqual } from '../language/index.ts';
import { MongoError } from '../mongo-error.ts';
import type { PreparedQuery } from '../query/query.ts';
import { prepareQuery } from '../query/query.ts';
import type { StoredDocument } from '../query/stored-document.ts';
import { FileStore } from '../storage/file-store.ts';
import { runCount } from '../testing/run-count.ts';
import { openFormat } from '../upgrade/format.ts';
import { insertDocument, prepareInsert } from '../writes/document-writer.ts';

let dir: string;
let engine: Engine;
let collections = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-plans-'));
  const store = new FileStore(dir, false);
  await openFormat(store, dir);
  engine = new Engine(store);
});
afterAll(async () => {
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

/** Generates plain objects with all of the fields. */
const record = (model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Document> =>
  fc.record(model, { noNullPrototype: true });

const scalar = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 4 }).map((n) => new Int32(n)) },
  fc.constantFrom(new Double(1.5), new Double(Number.NaN), new Double(2), Long.fromNumber(3)),
  fc.constantFrom(Decimal128.fromString('2'), Decimal128.fromString('1.50')),
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', 'B', 'é') },
  fc.constantFrom(null, true, false, new Date(1), new ObjectId('00'.repeat(12))),
);
const small = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((n) => new Int32(n)),
  fc.constantFrom(null, 'a'),
);
const leafObject = fc.record({ z: small, w: small }, { requiredKeys: [], noNullPrototype: true });
const flatObject = fc.record({ x: scalar, y: scalar }, { requiredKeys: [], noNullPrototype: true });
/** Array elements that contain arrays, of values and of documents. */
const deepObject = fc.record(
  {
    x: fc.oneof(small, leafObject, fc.array(fc.oneof(small, leafObject), { maxLength: 3 })),
    y: fc.oneof(small, leafObject),
  },
  { requiredKeys: [], noNullPrototype: true },
);
/** Array elements without arrays, whose keys may be bounded on both sides. */
const shallowObject = fc.record(
  { x: fc.oneof({ weight: 3, arbitrary: small }, leafObject), y: fc.oneof(small, leafObject) },
  { requiredKeys: [], noNullPrototype: true },
);
const docsWith = (element: fc.Arbitrary<Document>) =>
  fc.array(record({ a: fc.array(element, { maxLength: 3 }) }), { minLength: 4, maxLength: 12 });
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: flatObject },
  { weight: 1, arbitrary: fc.array(fc.oneof(scalar, flatObject), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
  { weight: 3, arbitrary: fc.array(deepObject, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(flatObject, { maxLength: 3 }) },
);
const doc: fc.Arbitrary<Document> = fc.record(
  { a: value, b: value, c: scalar },
  { requiredKeys: [], noNullPrototype: true },
);
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x', 'a.0');
/** Conditions on elements whose fields are arrays themselves. */
const nestedMatch: fc.Arbitrary<Document> = fc
  .oneof(
    record({ x: record({ $gt: small, $lt: small }) }),
    record({ $gt: small, $elemMatch: record({ $gte: small }) }),
    record({ '0': small }),
    record({ 'x.z': small, 'x.w': small }),
    record({ 'x.z': record({ $gte: small, $lte: small }) }),
    record({ x: record({ $elemMatch: leafObject }), 'x.w': small, y: small }),
    record({ x: record({ $elemMatch: record({ z: small, w: small }) }) }),
    record({ x: record({ $elemMatch: record({ $gte: small, $lte: small }) }) }),
    record({ x: small, y: small }),
    record({ $and: fc.tuple(record({ x: small }), record({ x: small, y: small })) }),
  )
  .map(($elemMatch) => ({ $elemMatch }));
const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: value },
  record({ $gt: scalar }),
  record({ $gte: scalar, $lt: scalar }),
  record({ $lte: scalar }),
  record({ $in: fc.array(value, { maxLength: 3 }) }),
  record({ $ne: scalar }),
  record({ $nin: fc.array(scalar, { maxLength: 2 }) }),
  record({ $all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  record({ $exists: fc.boolean() }),
  record({ $elemMatch: record({ $gte: scalar, $lte: scalar }) }),
  record({ $elemMatch: record({ x: scalar, y: scalar }) }),
  { weight: 3, arbitrary: nestedMatch },
  record({ $regex: fc.constantFrom('^a', '^', 'b', '^ab$') }),
  record({ $not: record({ $gt: scalar }) }),
);
const leaf: fc.Arbitrary<Document> = fc
  .array(fc.tuple(path, condition), { minLength: 1, maxLength: 3 })
  .map((entries) => Object.fromEntries(entries));
const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  fc.array(leaf, { minLength: 1, maxLength: 2 }).map(($and) => ({ $and })),
  fc.tuple(leaf, leaf).map(([first, second]) => ({ ...first, $or: [second, first] })),
);
const indexedPath = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x') },
  fc.constantFrom('a.x.z', 'a.x.w', 'a.y', 'a.0'),
);
const direction = fc.constantFrom(1 as const, -1 as const);
const pattern: fc.Arbitrary<Document> = fc
  .uniqueArray(fc.tuple(indexedPath, direction), {
    minLength: 1,
    maxLength: 3,
    selector: ([name]) => name,
  })
  .map((entries) => Object.fromEntries(entries));
const index: fc.Arbitrary<Document> = fc.oneof(
  { weight: 4, arbitrary: pattern.map((key) => ({ key })) },
  pattern.map((key) => ({ key, sparse: true })),
  fc
    .tuple(
      pattern,
      fc.constantFrom({ c: { $gt: 0 } }, { a: { $exists: true } }, { b: { $lte: 2 } }),
    )
    .map(([key, partialFilterExpression]) => ({ key, partialFilterExpression })),
);
const sort = fc.option(
  fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'c', 'a.x'), direction), {
      minLength: 1,
      maxLength: 2,
      selector: ([name]) => name,
    })
    .map((entries): Document => Object.fromEntries(entries)),
  { nil: undefined },
);

/** Fills a collection and skips documents that the indexes refuse (parallel arrays). */
async function fill(docs: readonly Document[], requested: readonly Document[]) {
  collections += 1;
  const name = `c${collections}`;
  await engine.write((ctx) => {
    const bare = addCollection(ctx, 'test', name);
    const indexes = requested.map((spec, i) =>
      makeIndex(ctx.allocateId(), normalizeIndexSpec({ ...spec, name: `i${i}` }, undefined)),
    );
    const collection = { ...bare, indexes: [...bare.indexes, ...indexes] };
    ctx.putCollection(collection);
    for (const [i, document] of docs.entries()) {
      try {
        insertDocument(
          ctx,
          collection,
          prepareInsert(undefined, { _id: new Int32(i), ...document }),
        );
      } catch (error) {
        if (!(error instanceof MongoError) || error.code !== 171) throw error;
      }
    }
  });
  return `test.${name}`;
}

/** Runs a query to its end. */
function found(query: PreparedQuery): StoredDocument[] {
  return [...query.run()].filter((document) => document !== undefined);
}

/** Runs each query with every possible plan and compares the results with a collection scan. */
async function comparePlans(
  docs: readonly Document[],
  indexes: readonly Document[],
  queries: readonly (readonly [Document, Document | undefined])[],
): Promise<void> {
  const namespace = await fill(docs, indexes);
  const snapshot = engine.snapshot();
  try {
    const { multikeys, counters } = engine;
    const collection = snapshot.catalog.get(namespace);
    const target = { view: snapshot.view, collection, multikeys, counters };
    for (const [query, order] of queries) {
      const spec = { filter: query, sort: order };
      const scanned = found(prepareQuery({ ...spec, hint: { $natural: 1 } }, target));
      const complete = (collection?.indexes ?? []).filter(
        ({ isSparse, partialFilter }) => !isSparse && !partialFilter,
      );
      for (const hint of [undefined, ...complete.map(({ name }) => name)]) {
        const planned = found(prepareQuery({ ...spec, hint }, target));
        const ids = (some: typeof planned) => some.map(({ id }) => id.toString('hex')).sort();
        expect(ids(planned)).toEqual(ids(scanned));
        if (!order) continue;
        const { compare } = compileSort(order);
        for (const [i, one] of planned.entries()) {
          const next = planned[i + 1];
          if (next) expect(compare(one.document, next.document)).toBeLessThanOrEqual(0);
        }
      }
    }
  } finally {
    snapshot.release();
  }
}

test('every plan returns the same as a collection scan', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(doc, { maxLength: 12 }),
      fc.uniqueArray(index, {
        minLength: 1,
        maxLength: 4,
        comparator: (a, b) => valuesEqual(a, b),
      }),
      fc.array(fc.tuple(filter, sort), { minLength: 1, maxLength: 6 }),
      comparePlans,
    ),
    { numRuns: runCount(150, 500) },
  );
});

test('every plan does so for arrays below the elements of an $elemMatch', async () => {
  const nestedPattern = fc
    .uniqueArray(fc.tuple(fc.constantFrom('a.x', 'a.y', 'a.x.z', 'a.x.w', 'a.0'), direction), {
      minLength: 1,
      maxLength: 3,
      selector: ([name]) => name,
    })
    .map((entries): Document => ({ key: Object.fromEntries(entries) }));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(docsWith(deepObject), docsWith(shallowObject)),
      fc.array(nestedPattern, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(record({ a: nestedMatch }), fc.constant(undefined)), {
        minLength: 4,
        maxLength: 8,
      }),
      comparePlans,
    ),
    { numRuns: runCount(150, 500) },
  );
});
