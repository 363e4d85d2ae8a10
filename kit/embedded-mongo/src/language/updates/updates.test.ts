import { deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { expect, describe as group, test } from 'vitest';
import type { Document } from '../../bson/document.ts';
import type { UpdateCase } from '../../conformance/cases/case-types.ts';
import { updateCases } from '../../conformance/cases/update-cases.ts';
import { MongoError } from '../../mongo-error.ts';
import { compileFilter } from '../filters/matcher.ts';
import { anyDocument, anyValue } from '../testing/arbitrary.ts';
import { errorCode } from '../testing/error-code.ts';
import { describeDocument } from '../values/describe.ts';
import { isIdentical } from '../values/identical.ts';
import { compileUpdate } from './update.ts';
import { upsertBase } from './upsert.ts';

const NOW = new Date('2024-05-06T07:08:09.123Z');

function run(one: UpdateCase): { doc: Document; modified: boolean } {
  const update = compileUpdate(
    one.update,
    one.arrayFilters ? { arrayFilters: one.arrayFilters } : {},
  );
  const match = one.filter ? compileFilter(one.filter).matchWithPositions(one.before) : undefined;
  return update.apply(one.before, {
    positionalIndex: match?.arrayIndex,
    isUpsertInsert: one.isInsert === true,
    now: NOW,
  });
}

function check(one: UpdateCase): void {
  if (one.error !== undefined) {
    expect(errorCode(() => run(one))).toBe(one.error);
    return;
  }
  const after = one.after ?? {};
  const { doc, modified } = run(one);
  expect(
    isIdentical(doc, after),
    `${describeDocument(doc)} is not ${describeDocument(after)}`,
  ).toBe(true);
  expect(modified).toBe(!isIdentical(one.before, after));
}

group('updates answer as MongoDB documents it', () => {
  test.each(updateCases)('$id: $title', check);
});

group('an update', () => {
  const path = fc.constantFrom('a', 'b', 'a.b', 'a.0', 'a.$[]', 'a.$[].b', 'c.b.a', '_id');
  const operator = fc.constantFrom(
    '$set',
    '$unset',
    '$inc',
    '$mul',
    '$min',
    '$max',
    '$push',
    '$addToSet',
    '$pop',
    '$pull',
    '$pullAll',
    '$bit',
    '$rename',
    '$currentDate',
  );
  const options = {
    promoteValues: false,
    promoteLongs: false,
    promoteBuffers: false,
    bsonRegExp: true,
  };

  test('never changes its input', () => {
    fc.assert(
      fc.property(
        anyDocument,
        fc.array(fc.tuple(operator, path, anyValue), { minLength: 1, maxLength: 3 }),
        (doc, parts) => {
          const stored = serialize(doc);
          const before = deserialize(stored, options);
          const update: Record<string, Document> = {};
          for (const [name, at, value] of parts) update[name] = { ...update[name], [at]: value };
          try {
            const { doc: after, modified } = compileUpdate(update).apply(before, {
              isUpsertInsert: false,
              now: NOW,
            });
            expect(modified).toBe(!isIdentical(before, after));
          } catch (error) {
            if (!(error instanceof MongoError)) throw error;
          }
          expect(Buffer.from(serialize(before)).equals(Buffer.from(stored))).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

group('the document an upsert starts from', () => {
  test('contains the equalities of the filter and nothing else', () => {
    const filter = {
      _id: 1,
      a: { $eq: 2 },
      b: { $gt: 1 },
      $and: [{ 'c.d': 3 }, { e: { $in: [1, 2] }, g: { $in: [4] }, $or: [{ h: 5 }] }],
      f: /x/,
    };
    expect(upsertBase(filter)).toEqual({ _id: 1, a: 2, c: { d: 3 }, g: 4, h: 5 });
  });

  test('contains only _id for a replacement', () => {
    expect(upsertBase({ _id: 1, a: 2 }, { idOnly: true })).toEqual({ _id: 1 });
  });

  test('ignores filter fields that a replacement does not use', () => {
    expect(upsertBase({ _id: 1, x: 1, $and: [{ x: 2 }] }, { idOnly: true })).toEqual({ _id: 1 });
    expect(errorCode(() => upsertBase({ '_id.x': 1 }, { idOnly: true }))).toBe(111);
  });

  test('rejects an array as _id (53)', () => {
    expect(errorCode(() => upsertBase({ _id: [1, 2] }))).toBe(53);
  });

  test('contains the dollar names that the filter has below the top level', () => {
    expect(upsertBase({ 'p.$x': 1, 'q.$y.z': { $eq: 2 } })).toEqual({
      p: { $x: 1 },
      q: { $y: { z: 2 } },
    });
    expect(errorCode(() => upsertBase({ $id: 1 }))).toBe(65);
  });

  test('cannot contain a field twice (54)', () => {
    expect(errorCode(() => upsertBase({ a: 1, $and: [{ a: 2 }] }))).toBe(54);
    expect(errorCode(() => upsertBase({ a: { b: 1 }, 'a.b': 1 }))).toBe(54);
  });
});
