import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { z } from 'zod';
import { AppError, isAppError } from './app-error.ts';
import { BASE_ERRORS, BaseError, isBaseError } from './base-errors.ts';
import { defineErrors } from './define-errors.ts';
import { type AppErrorOf, createErrorClass, createErrorGuard } from './error-class.ts';
import type {
  DetailsOf,
  ErrorDefinition,
  ErrorDetails,
  ErrorTable,
  NoDetails,
} from './error-definition.ts';

const ERRORS = defineErrors(BASE_ERRORS, {
  NOTE_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such note.',
    details: z.object({ id: z.string() }),
  },
  NOTE_FULL: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The note is full.',
    details: z.object({ max: z.int(), sections: z.array(z.string()).exactOptional() }),
  },
  NOTES_CLOSED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The notes are closed.',
    details: z.object({ until: z.string().exactOptional() }),
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
    expect(new NotesError('NOTES_CLOSED', { message: 'Gone.' }).message).toBe('Gone.');
  });

  test('carries its definition, which no copy of its properties contains', () => {
    const error: unknown = new NotesError('NOTES_CLOSED');
    expect(error).toBeInstanceOf(AppError);
    expect(isAppError(error) && error.definition).toBe(ERRORS.NOTES_CLOSED);
    expect(Object.keys({ ...new NotesError('NOTES_CLOSED') }).sort()).toEqual([
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

describe('the details of an error', () => {
  test('are required where the schema requires a key', () => {
    // @ts-expect-error: no options.
    new NotesError('NOTE_NOT_FOUND');
    // @ts-expect-error: no details.
    new NotesError('NOTE_NOT_FOUND', { message: 'Gone.' });
    // @ts-expect-error: a key is missing.
    new NotesError('NOTE_FULL', { details: {} });
    new NotesError('NOTE_FULL', { details: { max: 3, sections: ['intro'] } });
  });

  test('may be left out where no key is required', () => {
    expect(new NotesError('NOTES_CLOSED').details).toEqual({});
    new NotesError('NOTES_CLOSED', { details: { until: 'Monday' } });
  });

  test('have the form of the schema', () => {
    // @ts-expect-error: a number is not an id.
    new NotesError('NOTE_NOT_FOUND', { details: { id: 7 } });
    // @ts-expect-error: an unknown key.
    new NotesError('NOTE_NOT_FOUND', { details: { id: 'n1', slug: 'n' } });
    // @ts-expect-error: details of another reason.
    new NotesError('NOTE_FULL', { details: { id: 'n1' } });
  });

  test('do not exist for a reason without a schema', () => {
    // @ts-expect-error: the reason has no details.
    new BaseError('SERVER_BUSY', { details: { id: 'n1' } });
    expect(new BaseError('SERVER_BUSY').details).toEqual({});
  });

  test('fit every reason that a variable may hold', () => {
    const either = (isClosed: boolean) => (isClosed ? 'NOTES_CLOSED' : 'SERVER_BUSY');
    new NotesError(either(true));
    // @ts-expect-error: SERVER_BUSY has no details.
    new NotesError(either(true), { details: { until: 'Monday' } });
    const full = (isFull: boolean) => (isFull ? 'NOTE_FULL' : 'SERVER_BUSY');
    // @ts-expect-error: NOTE_FULL requires details.
    new NotesError(full(true));
  });

  test('are typed by the reason', () => {
    const error = new NotesError('NOTE_FULL', { details: { max: 3 } });
    expectTypeOf(error.details.max).toEqualTypeOf<number>();
    expectTypeOf(error.details.sections).toEqualTypeOf<string[] | undefined>();
    expectTypeOf<DetailsOf<typeof ERRORS, 'NOTE_NOT_FOUND'>>().toEqualTypeOf<{ id: string }>();
    expectTypeOf<DetailsOf<typeof ERRORS, 'SERVER_BUSY'>>().toEqualTypeOf<NoDetails>();
    expectTypeOf<DetailsOf<typeof ERRORS, 'NOTE_NOT_FOUND' | 'SERVER_BUSY'>>().toEqualTypeOf<
      { id: string } | NoDetails
    >();
  });

  test('of a definition that is not literal may be any', () => {
    const table: ErrorTable = ERRORS;
    expectTypeOf<DetailsOf<typeof table, string>>().toEqualTypeOf<ErrorDetails>();
    const definition: ErrorDefinition = ERRORS.NOTE_FULL;
    const loose = defineErrors({ NOTE_LOST: definition });
    expectTypeOf<DetailsOf<typeof loose, 'NOTE_LOST'>>().toEqualTypeOf<ErrorDetails>();
  });
});

describe('the guard of a table', () => {
  const missing: unknown = new NotesError('NOTE_NOT_FOUND', { details: { id: 'n1' } });
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

  test('narrows the details to those of the reason', () => {
    if (!isNotesError(missing, 'NOTE_NOT_FOUND')) throw missing;
    expectTypeOf(missing.details).toEqualTypeOf<{ id: string }>();
    // @ts-expect-error: the details have no such key.
    expect(missing.details.slug).toBeUndefined();
    const error: unknown = new NotesError('NOTE_FULL', { details: { max: 3 } });
    if (!isNotesError(error, ['NOTE_NOT_FOUND', 'NOTE_FULL'])) throw error;
    expectTypeOf(error).toEqualTypeOf<AppErrorOf<typeof ERRORS, 'NOTE_NOT_FOUND' | 'NOTE_FULL'>>();
    if (error.reason === 'NOTE_FULL') expectTypeOf(error.details.max).toEqualTypeOf<number>();
    else expectTypeOf(error.details.id).toEqualTypeOf<string>();
  });

  test('leaves the details open for any reason of the table', () => {
    if (!isNotesError(missing)) throw missing;
    expectTypeOf(missing.details).toEqualTypeOf<ErrorDetails>();
  });
});

test('an error of another copy of the package is recognized, and keeps its definition', async () => {
  vi.resetModules();
  const copy = await import('../index.ts');
  const foreign: unknown = new copy.BaseError('SERVER_BUSY');
  expect(foreign).not.toBeInstanceOf(AppError);
  expect(isAppError(foreign) && foreign.definition).toEqual(BASE_ERRORS.SERVER_BUSY);
  expect(isNotesError(foreign, 'SERVER_BUSY')).toBe(true);
  expect(copy.isBaseError(new NotesError('SESSION_ENDED'))).toBe(true);
});

test.each([
  ['null', null],
  ['another error', new Error('SERVER_BUSY')],
  ['the properties of one', { ...new BaseError('SERVER_BUSY') }],
  ['a copy by structure', structuredClone(new BaseError('SERVER_BUSY'))],
])('%s is no AppError', (_, value) => {
  expect(isAppError(value)).toBe(false);
});
