import { expect, describe as group, test } from 'vitest';
import { sortCases } from '../../conformance/cases/sort-cases.ts';
import { errorCode } from '../testing/error-code.ts';
import { createCollation } from '../values/collation.ts';
import { compileSort } from './sort.ts';

group('sorts answer as MongoDB documents it', () => {
  test.each(sortCases)('$id: $title', ({ sort, docs, collation }) => {
    const { compare } = compileSort(sort, collation ? createCollation(collation) : undefined);
    docs.forEach((doc, i) => {
      const next = docs[i + 1];
      if (!next) return;
      expect(compare(doc, next), `document ${i} before ${i + 1}`).toBe(-1);
      expect(compare(next, doc)).toBe(1);
      expect(compare(doc, doc)).toBe(0);
    });
  });

  test('two arrays in one sort key are an error (2)', () => {
    const { compare } = compileSort({ a: 1, b: 1 });
    expect(errorCode(() => compare({ a: [1], b: [2] }, {}))).toBe(2);
  });

  test.each([
    [{ a: 0 }, 15975],
    [{ a: 2 }, 15975],
    [{ a: 'x' }, 15974],
    [{ a: { $meta: 'textScore' } }, 115],
  ])('an invalid direction %j is an error (%i)', (spec, code) => {
    expect(errorCode(() => compileSort(spec))).toBe(code);
  });
});
