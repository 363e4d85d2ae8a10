import fc from 'fast-check';
import { expect, describe as group, test } from 'vitest';
import type { Document } from '../../bson/document.ts';
import type { FilterCase } from '../../conformance/cases/case-types.ts';
import { filterCases } from '../../conformance/cases/filter-cases.ts';
import { operatorCases } from '../../conformance/cases/operator-cases.ts';
import { anyDocument, anyValue } from '../testing/arbitrary.ts';
import { errorCode } from '../testing/error-code.ts';
import { describeDocument } from '../values/describe.ts';
import { compileFilter } from './matcher.ts';

function check(one: FilterCase): void {
  if (one.error !== undefined) {
    expect(errorCode(() => compileFilter(one.filter))).toBe(one.error);
    return;
  }
  const filter = compileFilter(one.filter);
  for (const doc of one.matches ?? [])
    expect(filter.matches(doc), describeDocument(doc)).toBe(true);
  for (const doc of one.rejects ?? [])
    expect(filter.matches(doc), describeDocument(doc)).toBe(false);
}

group('filters answer as MongoDB documents it', () => {
  test.each(filterCases)('$id: $title', check);
  test.each(operatorCases)('$id: $title', check);
});

group('a filter', () => {
  const operator = fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte');
  const condition = fc.oneof(
    fc.tuple(operator, anyValue).map(([name, value]) => ({ [name]: value })),
    fc.array(anyValue, { maxLength: 3 }).map((values) => ({ $in: values })),
    fc.constantFrom({ $exists: true }, { $type: 'number' }, { $size: 1 }),
  );
  const path = fc.constantFrom('a', 'b', 'a.b', 'a.0', 'a.b.c');
  const simple = fc.tuple(path, condition).map(([at, value]): Document => ({ [at]: value }));

  const compile = (filter: Document): ReturnType<typeof compileFilter> | undefined => {
    try {
      return compileFilter(filter);
    } catch {
      return undefined;
    }
  };

  test('and its $nor partition the documents', () => {
    fc.assert(
      fc.property(simple, anyDocument, (filter, doc) => {
        const plain = compile(filter);
        if (!plain) return;
        expect(compileFilter({ $nor: [filter] }).matches(doc)).toBe(!plain.matches(doc));
      }),
      { numRuns: 1000 },
    );
  });

  test('returns the same with and without positions, alone and in $and and $or', () => {
    fc.assert(
      fc.property(simple, simple, anyDocument, (a, b, doc) => {
        const left = compile(a);
        const right = compile(b);
        if (!left || !right) return;
        expect(left.matchWithPositions(doc).matched).toBe(left.matches(doc));
        const both = compileFilter({ $and: [a, b] }).matches(doc);
        const one = compileFilter({ $or: [a, b] }).matches(doc);
        expect(both).toBe(left.matches(doc) && right.matches(doc));
        expect(one).toBe(left.matches(doc) || right.matches(doc));
      }),
      { numRuns: 1000 },
    );
  });

  test('finds a document by any of its own values', () => {
    fc.assert(
      fc.property(anyDocument, (doc) => {
        for (const name of Object.keys(doc)) {
          const filter = compile({ [name]: { $eq: doc[name] } });
          expect(filter?.matches(doc)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
