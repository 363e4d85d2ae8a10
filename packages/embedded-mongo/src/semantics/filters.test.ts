import { describe as group, expect, test } from 'vitest';
import type { FilterCase } from './cases/case-types.ts';
import { filterCases } from './cases/filter-cases.ts';
import { operatorCases } from './cases/operator-cases.ts';
import { describeDocument } from './describe.ts';
import { compileFilter } from './matcher.ts';
import { errorCode } from './testing/error-code.ts';

function check(one: FilterCase): void {
  if (one.error !== undefined) {
    expect(errorCode(() => compileFilter(one.filter))).toBe(one.error);
    return;
  }
  const filter = compileFilter(one.filter);
  for (const doc of one.takes ?? []) expect(filter.matches(doc), describeDocument(doc)).toBe(true);
  for (const doc of one.leaves ?? []) expect(filter.matches(doc), describeDocument(doc)).toBe(false);
}

group('filters answer as MongoDB documents it', () => {
  test.each(filterCases)('$id: $what', check);
  test.each(operatorCases)('$id: $what', check);
});
