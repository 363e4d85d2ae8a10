import { type ErrorReason, isClientError } from '@trastienda/shop-client';
import type { ErrorReason as TableReason } from '@trastienda/shop-contract';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { STAFF_TOKEN, useTestServer } from '../testing/start-test-server.ts';

const backRoom = await useTestServer();

async function failureOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!isClientError(error)) throw new Error('The call was expected to fail.');
  return error;
}

describe('A failure in the typed client', () => {
  test('has a reason that is one of the error table', async () => {
    const { data } = await failureOf(backRoom.client().catalog.get.query({ slug: 'absent' }));
    expect(data).toMatchObject({
      reason: 'PRODUCT_NOT_FOUND',
      httpStatus: 404,
      isRetryable: false,
      details: { product: 'absent' },
      path: 'catalog.get',
    });
    expectTypeOf<NonNullable<typeof data>['reason']>().toEqualTypeOf<ErrorReason>();
    expectTypeOf<ErrorReason>().toExtend<TableReason>();
    // Webhooks are no procedures.
    expectTypeOf<Exclude<TableReason, 'WEBHOOK_INVALID'>>().toExtend<ErrorReason>();
  });

  test('names the wrong fields of an input', async () => {
    const call = backRoom.client().catalog.list.query({ limit: 0, search: '' });
    const { data } = await failureOf(call);
    expect(data).toMatchObject({ reason: 'INPUT_INVALID' });
    expect(Object.keys(data?.fields ?? {}).sort()).toEqual(['limit', 'search']);
    const params = expect.objectContaining({ minimum: 1 });
    const limit = expect.objectContaining({ path: 'limit', code: 'too_small', params });
    expect(data?.issues).toContainEqual(limit);
    expectTypeOf(data?.fields).toEqualTypeOf<
      Readonly<Record<string, readonly string[]>> | undefined
    >();
  });

  test('has the request id that the caller has sent', async () => {
    const client = backRoom.client({ headers: { 'x-request-id': 'trace-1' }, caching: false });
    const { data } = await failureOf(client.catalog.get.query({ slug: 'absent' }));
    expect(data?.requestId).toBe('trace-1');
    expectTypeOf(data?.requestId).toEqualTypeOf<string | null | undefined>();
  });

  test.each([
    ['a bad token', { token: 'wrong' }, 'TOKEN_INVALID'],
    ['no token', {}, 'ACTOR_UNAUTHENTICATED'],
  ] as const)('is the same for every call of a batch: %s', async (_, options, reason) => {
    const client = backRoom.client(options);
    const failures = await Promise.all([
      failureOf(client.admin.products.list.query({})),
      failureOf(client.admin.products.get.query({ id: '0'.repeat(24) })),
    ]);
    expect(failures.map(({ data }) => data?.reason)).toEqual([reason, reason]);
  });

  test('does not affect the other calls of its batch', async () => {
    const client = backRoom.client({ token: async () => STAFF_TOKEN, caching: false });
    const [list, absent] = await Promise.allSettled([
      client.catalog.list.query({}),
      client.catalog.get.query({ slug: 'absent' }),
    ]);
    expect([list.status, absent.status]).toEqual(['fulfilled', 'rejected']);
    const calls = backRoom.lines().filter(({ msg }) => msg === 'call');
    const [first, second] = calls.slice(-2);
    expect(first?.requestId).toBe(second?.requestId);
  });

  test('has no data when no server answers', async () => {
    const client = backRoom.client({
      fetch: () => Promise.reject(new TypeError('no network')),
    });
    const error = await failureOf(client.catalog.list.query({}));
    expect(error.data).toBeUndefined();
    expect(error.message).toBe('no network');
  });
});
