import { TRPCClientError } from '@trpc/client';
import { afterAll, describe, expect, expectTypeOf, test } from 'vitest';
import { createClient } from '../create-client.ts';
import { type NotesRouter, startNotesServer } from '../testing/start-notes-server.ts';
import { createClientErrorGuard, type ErrorReason } from './client-error.ts';
import { retryAfterSeconds } from './retry-after.ts';

const server = await startNotesServer();
afterAll(() => server.stop());
const client = createClient<NotesRouter>({ url: server.url });
const isClientError = createClientErrorGuard<NotesRouter>();

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('a guard for the errors of a router', () => {
  test('narrows a failed call to the reasons and details of that router', async () => {
    const error = await failureOf(client.notes.get.query('n1'));
    if (!isClientError(error, 'NOTE_NOT_FOUND')) return expect.unreachable();
    expect(error.data.details.id).toBe('n1');
    expectTypeOf(error.data.reason).toEqualTypeOf<'NOTE_NOT_FOUND'>();
    expectTypeOf(error.data.details.id).toBeString();
    expectTypeOf(error.data.httpStatus).toBeNumber();
    expectTypeOf<ErrorReason<NotesRouter>>().toEqualTypeOf<
      'DATABASE_BUSY' | 'NOTE_NOT_FOUND' | 'RATE_LIMITED' | 'SESSION_ENDED' | 'INTERNAL'
    >();
  });

  test('accepts any of several reasons, and no other', async () => {
    const error = await failureOf(client.notes.get.query('n1'));
    expect(isClientError(error)).toBe(true);
    expect(isClientError(error, 'RATE_LIMITED', 'NOTE_NOT_FOUND')).toBe(true);
    expect(isClientError(error, 'RATE_LIMITED', 'INTERNAL')).toBe(false);
    // @ts-expect-error: a reason that the router does not have.
    expect(isClientError(error, 'NOTE_LOST')).toBe(false);
  });

  test('lets the type of data be read without a reason, where it may be absent', async () => {
    const error: unknown = new Error('other');
    if (isClientError(error)) {
      // @ts-expect-error: without a response of the server there is no data.
      error.data.reason;
      if (error.data?.reason === 'NOTE_NOT_FOUND') expectTypeOf(error.data.details.id).toBeString();
    }
    expect(isClientError(error)).toBe(false);
  });

  test('knows a call that got no answer, which has no reason', async () => {
    const lost = createClient<NotesRouter>({
      url: server.url,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    const error = await failureOf(lost.notes.get.query('n1'));
    expect([isClientError(error), isClientError(error, 'NOTE_NOT_FOUND')]).toEqual([true, false]);
  });
});

describe('retryAfterSeconds', () => {
  test('returns what the server asks for, for the reasons that are waited for', async () => {
    const error = await failureOf(client.notes.addLimited.mutate());
    expect(retryAfterSeconds(error)).toBe(7);
    expect(retryAfterSeconds(error, ['QUOTA_REACHED'])).toBeNull();
    expect(retryAfterSeconds(await failureOf(client.notes.get.query('n1')))).toBeNull();
    expect(retryAfterSeconds(TRPCClientError.from(new TypeError('fetch failed')))).toBeNull();
    expect(retryAfterSeconds(new Error('RATE_LIMITED'))).toBeNull();
  });
});
