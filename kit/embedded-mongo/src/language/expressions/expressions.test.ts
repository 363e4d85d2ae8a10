import { expect, describe as group, test } from 'vitest';
import type { ExpressionCase } from '../../conformance/cases/case-types.ts';
import { expressionCases } from '../../conformance/cases/expression-cases.ts';
import { valueExpressionCases } from '../../conformance/cases/value-expression-cases.ts';
import { errorCode } from '../testing/error-code.ts';
import { describe } from '../values/describe.ts';
import { isIdentical } from '../values/identical.ts';
import { compileExpression, rootScope } from './expression.ts';

function evaluate(one: ExpressionCase): unknown {
  return compileExpression(one.expression, {})(rootScope({})(one.doc ?? {}));
}

function check(one: ExpressionCase): void {
  if (one.error !== undefined) {
    expect(errorCode(() => evaluate(one))).toBe(one.error);
    return;
  }
  const value = evaluate(one);
  expect(isIdentical(value, one.result), `${describe(value)} is not ${describe(one.result)}`).toBe(
    true,
  );
}

group('expressions answer as MongoDB documents it', () => {
  test.each(expressionCases)('$id: $title', check);
  test.each(valueExpressionCases)('$id: $title', check);
});
