import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { AppError, isAppError } from './app-error.ts';
import { BASE_ERRORS, BaseError, isBaseError } from './base-errors.ts';
import { defineErrors } from './define-errors.ts';
import { createErrorClass, createErrorGuard } from './error-class.ts';

const ERRORS = defineErrors(BASE_ERRORS, {
  NOTE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such note.',
  },
});
const NotesError = createErrorClass('NotesError', ERRORS);
const isNotesError = createErrorGuard(ERRORS);

describe('an error of a table', () => {
  test('has the message of its reason, unless it is given another', () => {
    const cause = new Error('why');
    const error = new NotesError('NOTE_NOT_FOUND', { details: { id: 'n1' }, cause });
    expect(error).toMatchObject({
      name: 'NotesError',
      reason: 'NOTE_NOT_FOUND',
      message: 'There is no such note.',
      details: { id: 'n1' },
      fields: undefined,
      cause,
    });
    expect(error.constructor.name).toBe('NotesError');
    expect(new NotesError('NOTE_NOT_FOUND', { message: 'Gone.' }).message).toBe('Gone.');
  });

  test('carries its definition, which no copy of its properties contains', () => {
    const error: unknown = new NotesError('NOTE_NOT_FOUND');
    expect(error).toBeInstanceOf(AppError);
    expect(isAppError(error) && error.definition).toBe(ERRORS.NOTE_NOT_FOUND);
    expect(Object.keys({ ...new NotesError('NOTE_NOT_FOUND') }).sort()).toEqual([
      'details',
      'fields',
      'name',
      'reason',
    ]);
  });

  test('has a reason of that table', () => {
    // @ts-expect-error: BaseError has no such reason.
    expect(() => new BaseError('NOTE_NOT_FOUND')).toThrow('BaseError has no reason NOTE_NOT_FOUND');
  });
});

describe('the guard of a table', () => {
  const missing: unknown = new NotesError('NOTE_NOT_FOUND');
  const busy: unknown = new BaseError('SERVER_BUSY');

  test('recognizes the reasons of the table, whatever class the error has', () => {
    expect([missing, busy].map((error) => isNotesError(error))).toEqual([true, true]);
    expect([missing, busy].map((error) => isBaseError(error))).toEqual([false, true]);
    expect(isNotesError(new Error('SERVER_BUSY'))).toBe(false);
    expect(isNotesError({ reason: 'SERVER_BUSY' })).toBe(false);
  });

  test('recognizes one reason, or any of several, or none of an empty list', () => {
    expect(isNotesError(busy, 'SERVER_BUSY')).toBe(true);
    expect(isNotesError(busy, 'RATE_LIMITED')).toBe(false);
    expect(isNotesError(busy, ['RATE_LIMITED', 'SERVER_BUSY'])).toBe(true);
    expect(isNotesError(busy, [])).toBe(false);
  });

  test('narrows the reason', () => {
    if (!isNotesError(busy, ['RATE_LIMITED', 'SERVER_BUSY'])) throw busy;
    expectTypeOf(busy.reason).toEqualTypeOf<'RATE_LIMITED' | 'SERVER_BUSY'>();
    // @ts-expect-error: not a reason of the table.
    expect(isNotesError(busy, 'NOTE_LOST')).toBe(false);
  });
});

test('an error of another copy of the package is recognized, and keeps its definition', async () => {
  vi.resetModules();
  const copy = await import('../index.ts');
  const foreign: unknown = new copy.BaseError('SERVER_BUSY');
  expect(foreign).not.toBeInstanceOf(AppError);
  expect(isAppError(foreign) && foreign.definition).toEqual(BASE_ERRORS.SERVER_BUSY);
  expect(isNotesError(foreign, 'SERVER_BUSY')).toBe(true);
  expect(copy.isBaseError(new NotesError('RATE_LIMITED'))).toBe(true);
});

test.each([
  ['null', null],
  ['another error', new Error('SERVER_BUSY')],
  ['the properties of one', { ...new BaseError('SERVER_BUSY') }],
  ['a copy by structure', structuredClone(new BaseError('SERVER_BUSY'))],
])('%s is no AppError', (_, value) => {
  expect(isAppError(value)).toBe(false);
});
