import { expect, describe as group, test } from 'vitest';
import type { Document } from '../../bson/document.ts';
import type { ProjectionCase } from '../../conformance/cases/case-types.ts';
import { projectionCases } from '../../conformance/cases/projection-cases.ts';
import { compileFilter } from '../filters/matcher.ts';
import { errorCode } from '../testing/error-code.ts';
import { describeDocument } from '../values/describe.ts';
import { isIdentical } from '../values/identical.ts';
import { compileProjection } from './projection.ts';

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
  test.each(projectionCases)('$id: $title', check);

  test('the empty projection is recognized as the identity', () => {
    expect(compileProjection({}).isIdentity).toBe(true);
    expect(compileProjection({ _id: 0 }).isIdentity).toBe(false);
  });
});
