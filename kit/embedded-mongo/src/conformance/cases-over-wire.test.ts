import { deserialize, serialize } from 'bson';
import type { Document as BsonDocument, Collection } from 'mongodb';
import { MongoServerError } from 'mongodb';
import { afterAll, beforeAll, expect, describe as group, test } from 'vitest';
import type { Document } from '../bson/document.ts';
import { describe, describeDocument } from '../language/values/describe.ts';
import { isIdentical } from '../language/values/identical.ts';
import type {
  Case,
  ExpressionCase,
  FilterCase,
  OrderCase,
  PipelineCase,
  ProjectionCase,
  UpdateCase,
} from './cases/case-types.ts';
import { expressionCases } from './cases/expression-cases.ts';
import { filterCases } from './cases/filter-cases.ts';
import { operatorCases } from './cases/operator-cases.ts';
import { pipelineCases } from './cases/pipeline-cases.ts';
import { projectionCases } from './cases/projection-cases.ts';
import { sortCases } from './cases/sort-cases.ts';
import { updateCases } from './cases/update-cases.ts';
import { valueExpressionCases } from './cases/value-expression-cases.ts';
import { KNOWN_DIFFERENCES } from './testing/known-differences.ts';
import { type CaseServer, EXACT, startServer } from './testing/start-server.ts';

let server: CaseServer;
let docs: Collection<BsonDocument>;

beforeAll(async () => {
  server = await startServer();
  docs = server.client.db(server.database).collection('docs');
});

afterAll(() => server.stop());

/** Stores the documents of a case and numbers those without an `_id`. */
async function store(documents: readonly Document[]): Promise<Document[]> {
  await docs.deleteMany({});
  const stored = documents.map((doc, index) =>
    Object.hasOwn(doc, '_id') ? doc : { _id: index, ...doc },
  );
  if (stored.length > 0) await docs.insertMany(stored.map((doc) => ({ ...doc })));
  return stored;
}

async function errorCodeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    if (error instanceof MongoServerError) return Number(error.code);
    throw error;
  }
  return undefined;
}

const idsOf = (documents: readonly Document[]) => documents.map((doc) => describe(doc._id)).sort();

function expectIdentical(
  actual: Document | null | undefined,
  expected: Document | undefined,
): void {
  const message = `${describeDocument(actual ?? {})} is not ${describeDocument(expected ?? {})}`;
  expect(isIdentical(actual ?? undefined, expected), message).toBe(true);
}

async function checkFilter(one: FilterCase): Promise<void> {
  if (one.error !== undefined) {
    // Some errors appear only when a document is processed.
    await store([{}]);
    expect(await errorCodeOf(docs.find({ ...one.filter }).toArray())).toBe(one.error);
    return;
  }
  const stored = await store([...(one.matches ?? []), ...(one.rejects ?? [])]);
  const found = await docs.find({ ...one.filter }).toArray();
  expect(idsOf(found)).toEqual(idsOf(stored.slice(0, one.matches?.length ?? 0)));
}

/** Encodes and decodes a document as the driver does. */
function roundTrip(doc: Document): Document {
  return deserialize(serialize(doc), EXACT);
}

async function checkUpdate(one: UpdateCase): Promise<void> {
  const [before] = await store([one.before]);
  // A plain command, because the driver's methods refuse some mistakes before the server sees them.
  const { arrayFilters, filter = {}, update } = one;
  const reply = await server.client
    .db(server.database)
    .command({
      update: 'docs',
      updates: [{ q: filter, u: update, ...(arrayFilters && { arrayFilters }) }],
    })
    .catch((error: unknown) => error);
  if (one.error !== undefined) {
    expect(codeOf(reply)).toBe(one.error);
    expectIdentical(await docs.findOne({}), roundTrip(before ?? {}));
    return;
  }
  if (reply instanceof Error) throw reply;
  const id = Object.hasOwn(one.before, '_id') ? {} : { _id: before?._id };
  expectIdentical(await docs.findOne({}), roundTrip({ ...id, ...one.after }));
}

/** Returns the error code of a command or of its first failed write. */
function codeOf(reply: unknown): number | undefined {
  if (reply instanceof MongoServerError) return Number(reply.code);
  const errors: unknown =
    typeof reply === 'object' && reply !== null && Reflect.get(reply, 'writeErrors');
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return first instanceof Object ? Number(Reflect.get(first, 'code')) : undefined;
}

async function checkProjection(one: ProjectionCase): Promise<void> {
  await store([one.doc]);
  const find = () => docs.findOne({ ...one.filter }, { projection: { ...one.projection } });
  if (one.error !== undefined) {
    expect(await errorCodeOf(find())).toBe(one.error);
    return;
  }
  const found: Document = { ...(await find()) };
  if (!Object.hasOwn(one.doc, '_id')) delete found._id;
  expectIdentical(found, roundTrip(one.result ?? {}));
}

async function checkSort(one: OrderCase): Promise<void> {
  const stored = await store([...one.docs].reverse());
  const sorted = await docs
    .find({}, one.collation ? { collation: { locale: 'en', ...one.collation } } : {})
    .sort({ ...one.sort } as never)
    .toArray();
  expect(sorted.map((doc) => describe(doc._id))).toEqual(
    stored.reverse().map((doc) => describe(doc._id)),
  );
}

async function checkExpression(one: ExpressionCase): Promise<void> {
  await store([one.doc ?? {}]);
  const run = () =>
    docs
      .aggregate([
        { $unset: '_id' },
        // Not $project, which treats numbers as inclusions and has its own error codes.
        { $set: { result: one.expression } },
        { $project: { result: 1 } },
      ])
      .toArray();
  if (one.error !== undefined) {
    expect(await errorCodeOf(run())).toBe(one.error);
    return;
  }
  const [found] = await run();
  const expected = one.result === undefined ? {} : { result: one.result };
  expectIdentical(found, roundTrip(expected));
}

/** Runs a pipeline case together with the other collections that it names. */
async function checkPipeline(one: PipelineCase): Promise<void> {
  await store(one.docs);
  const database = server.client.db(server.database);
  for (const [name, others] of Object.entries(one.others ?? {})) {
    await database.collection(name).deleteMany({});
    if (others.length > 0)
      await database.collection(name).insertMany(others.map((doc) => ({ ...doc })));
  }
  const run = () => docs.aggregate(one.pipeline.map((stage) => ({ ...stage }))).toArray();
  if (one.error !== undefined) {
    expect(await errorCodeOf(run())).toBe(one.error);
    return;
  }
  const text = (documents: readonly Document[]) => {
    const described = documents.map((doc) => describeDocument(roundTrip(doc)));
    // Without a sort, the order of groups is undefined.
    return one.pipeline.some((stage) => '$sort' in stage) ? described : described.sort();
  };
  expect(text(await run())).toEqual(text(one.result ?? []));
}

/** Selects updates whose result does not depend on the time and that do not start an upsert. */
function overWire(cases: readonly UpdateCase[]): readonly UpdateCase[] {
  return cases.filter(
    (one) => one.isInsert !== true && !/currentDate|NOW/.test(JSON.stringify(one.update)),
  );
}

/** Runs the cases on the server, except its known differences. */
function put<Kind extends Case>(
  name: string,
  cases: readonly Kind[],
  check: (one: Kind) => Promise<void>,
): void {
  group(name, () => {
    test.each(cases)('$id: $title', async (one) => {
      if (KNOWN_DIFFERENCES[server.kind].includes(`${name}/${one.id}`)) return;
      await check(one);
    });
  });
}

group('the server answers as MongoDB documents it', () => {
  put('filters', [...filterCases, ...operatorCases], checkFilter);
  put('updates', overWire(updateCases), checkUpdate);
  put('projections', projectionCases, checkProjection);
  put('sorts', sortCases, checkSort);
  put('expressions', [...expressionCases, ...valueExpressionCases], checkExpression);
  put('pipelines', pipelineCases, checkPipeline);
});
