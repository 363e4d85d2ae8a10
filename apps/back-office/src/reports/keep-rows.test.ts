import { expect, test } from 'vitest';
import { keepRowsBy } from './keep-rows.ts';

const queryBy = (by: string) => ({
  queryKey: [['admin', 'reports', 'salesBy'], { input: { by, limit: 25 } }] as const,
});

test('Rows stay while other days of the same breakdown load', () => {
  expect(keepRowsBy('country')(['Spain'], queryBy('country'))).toEqual(['Spain']);
});

test('Rows of another breakdown do not stand below the columns of this one', () => {
  expect(keepRowsBy('vendor')(['Spain'], queryBy('country'))).toBeUndefined();
  expect(keepRowsBy('vendor')(undefined, undefined)).toBeUndefined();
});
