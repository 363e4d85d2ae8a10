import { expect, describe as group, test } from 'vitest';
import type { ProjectionCase } from './cases/case-types.ts';
import { projectionCases } from './cases/projection-cases.ts';
import { describeDocument } from './describe.ts';
import { isIdentical } from './identical.ts';
import { compileFilter } from './matcher.ts';
import { compileProjection } from './projection.ts';
import { errorCode } from './testing/error-code.ts';
import type { Document } from './types.ts';

function project(one: ProjectionCase): Document {
  const filter = compileFilter(one.filter ?? {});
  return compileProjection(one.projection, { filter }).apply(one.doc);
}

function check(one: ProjectionCase): void {
  if (one.error !== undefined) {
    expect(errorCode(() => project(one))).toBe(one.error);
    return;
  }
  const result = project(one);
  const expected = one.result ?? {};
  expect(
    isIdentical(result, expected),
    `${describeDocument(result)} is not ${describeDocument(expected)}`,
  ).toBe(true);
}

group('projections answer as MongoDB documents it', () => {
  test.each(projectionCases)('$id: $what', check);

  test('the empty projection is known to change nothing', () => {
    expect(compileProjection({}).isIdentity).toBe(true);
    expect(compileProjection({ _id: 0 }).isIdentity).toBe(false);
  });
});
