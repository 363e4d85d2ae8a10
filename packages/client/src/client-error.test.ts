import { TRPCClientError } from '@trpc/client';
import { describe, expect, test } from 'vitest';
import { retryAfterSeconds } from './client-error.ts';

const failure = (reason: string, details: object) =>
  TRPCClientError.from({ error: { code: -32029, message: reason, data: { reason, details } } });

describe('retryAfterSeconds', () => {
  test('returns the delay that the server sent', () => {
    expect(retryAfterSeconds(failure('CHECKOUT_LIMIT_REACHED', { retryAfterSeconds: 9 }))).toBe(9);
    expect(retryAfterSeconds(failure('RATE_LIMITED', { retryAfterSeconds: 7 }))).toBe(7);
  });

  test.each([
    ['another failure', failure('SERVER_BUSY', { retryAfterSeconds: 7 })],
    ['a server that does not say', failure('RATE_LIMITED', {})],
    ['no answer at all', TRPCClientError.from(new TypeError('fetch failed'))],
    ['another error', new Error('RATE_LIMITED')],
  ])('is null for %s', (_, error) => {
    expect(retryAfterSeconds(error)).toBeNull();
  });
});
