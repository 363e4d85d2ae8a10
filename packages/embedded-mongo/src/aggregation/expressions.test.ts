import { expect, describe as group, test } from 'vitest';
import type { ExpressionCase } from '../semantics/cases/case-types.ts';
import { expressionCases } from '../semantics/cases/expression-cases.ts';
import { valueExpressionCases } from '../semantics/cases/value-expression-cases.ts';
import { describe } from '../semantics/describe.ts';
import { isIdentical } from '../semantics/identical.ts';
import { errorCode } from '../semantics/testing/error-code.ts';
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
  test.each(expressionCases)('$id: $what', check);
  test.each(valueExpressionCases)('$id: $what', check);
});
