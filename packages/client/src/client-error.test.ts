import { TRPCClientError } from '@trpc/client';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { isClientError, retryAfterSeconds } from './client-error.ts';

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

describe('isClientError', () => {
  test('narrows the details to those of the reason', () => {
    const details = { sku: 'SHIRT-M', available: 1 };
    const error: unknown = failure('STOCK_INSUFFICIENT', details);
    if (!isClientError(error, 'STOCK_INSUFFICIENT')) return expect.unreachable();
    expectTypeOf(error.data.reason).toEqualTypeOf<'STOCK_INSUFFICIENT'>();
    expect(error.data.details).toEqual(details);
    expectTypeOf(error.data.details.available).toBeNumber();
    // @ts-expect-error: details of another reason.
    expect(error.data.details.retryAfterSeconds).toBeUndefined();
  });

  test('narrows to the details of several reasons, which another check tells apart', () => {
    const error: unknown = failure('RATE_LIMITED', { retryAfterSeconds: 7 });
    if (!isClientError(error, 'RATE_LIMITED', 'PRODUCT_NOT_FOUND')) return expect.unreachable();
    expectTypeOf(error.data.reason).toEqualTypeOf<'RATE_LIMITED' | 'PRODUCT_NOT_FOUND'>();
    if (error.data.reason !== 'RATE_LIMITED') return expect.unreachable();
    expectTypeOf(error.data.details.retryAfterSeconds).toBeNumber();
  });
});
