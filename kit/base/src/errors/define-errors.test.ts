import { describe, expect, expectTypeOf, test } from 'vitest';
import { BASE_ERRORS } from './base-errors.ts';
import { defineErrors } from './define-errors.ts';
import type { DetailsOf, ErrorDefinition, ReasonOf } from './error-definition.ts';

const NOT_FOUND = {
  trpc: 'NOT_FOUND',
  retryable: false,
  logLevel: 'info',
  message: 'There is no such note.',
} as const;

describe('defineErrors', () => {
  test('merges the tables of several domains', () => {
    const notes = defineErrors({ NOTE_NOT_FOUND: NOT_FOUND });
    const all = defineErrors(BASE_ERRORS, notes, {
      TAG_NOT_FOUND: { ...NOT_FOUND, message: 'There is no such tag.' },
    });
    expect(all.NOTE_NOT_FOUND).toBe(NOT_FOUND);
    expect(Object.keys(all)).toEqual([
      ...Object.keys(BASE_ERRORS),
      'NOTE_NOT_FOUND',
      'TAG_NOT_FOUND',
    ]);
    expectTypeOf<ReasonOf<typeof all>>().toEqualTypeOf<
      ReasonOf<typeof BASE_ERRORS> | 'NOTE_NOT_FOUND' | 'TAG_NOT_FOUND'
    >();
    expectTypeOf(all.TAG_NOT_FOUND.trpc).toEqualTypeOf<'NOT_FOUND'>();
    expectTypeOf<DetailsOf<typeof all, 'RATE_LIMITED'>>().toEqualTypeOf<{
      retryAfterSeconds: number;
    }>();
  });

  test('accepts a table that several domains include', () => {
    const notes = defineErrors(BASE_ERRORS, { NOTE_NOT_FOUND: NOT_FOUND });
    expect(defineErrors(BASE_ERRORS, notes)).toEqual(notes);
  });

  test('throws when two tables define the same reason', () => {
    const other: ErrorDefinition = { ...NOT_FOUND, trpc: 'CONFLICT' };
    expect(() => defineErrors({ NOTE_NOT_FOUND: NOT_FOUND }, { NOTE_NOT_FOUND: other })).toThrow(
      'Two error tables define NOTE_NOT_FOUND.',
    );
  });
});
