import { expect, describe as group, test } from 'vitest';
import type { Case } from './cases/case-types.ts';
import { expressionCases } from './cases/expression-cases.ts';
import { filterCases } from './cases/filter-cases.ts';
import { operatorCases } from './cases/operator-cases.ts';
import { pipelineCases } from './cases/pipeline-cases.ts';
import { projectionCases } from './cases/projection-cases.ts';
import { sortCases } from './cases/sort-cases.ts';
import { updateCases } from './cases/update-cases.ts';
import { valueExpressionCases } from './cases/value-expression-cases.ts';

const groups: readonly (readonly Case[])[] = [
  [...filterCases, ...operatorCases],
  updateCases,
  projectionCases,
  sortCases,
  [...expressionCases, ...valueExpressionCases],
  pipelineCases,
];

group('the semantics suite', () => {
  test('has at least 400 cases', () => {
    expect(groups.flat().length).toBeGreaterThanOrEqual(400);
  });

  test('names every case once within its group', () => {
    for (const cases of groups) {
      const ids = cases.map(({ id }) => id);
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    }
  });

  test('names the page of the manual for every case', () => {
    for (const { id, page } of groups.flat()) {
      expect(page, id).toMatch(/^(?:reference|tutorial|core)\/[\w/.-]+\/$/);
    }
  });
});
