import { createClient } from '@trastienda/shop-client';
import { createFakeFetch, fail } from '@trastienda/shop-client/testing';
import { expect, test } from 'vitest';
import { requestIdOf } from './request-id.ts';

/** Returns the error of a call that the server answers with a failure and the id of the request. */
async function errorOf(reason: 'INTERNAL' | 'PASSWORD_INCORRECT'): Promise<unknown> {
  const answer = createFakeFetch({
    'auth.reauthenticate': () =>
      reason === 'INTERNAL' ? fail('INTERNAL') : fail('PASSWORD_INCORRECT'),
  });
  const fetch = async (...request: Parameters<typeof answer>) => {
    const response = await answer(...request);
    const body = await response.text();
    return new Response(body.replace('"requestId":null', '"requestId":"r-1"'), response);
  };
  const client = createClient({ url: 'http://shop.test', fetch });
  return client.auth.reauthenticate.mutate({ password: 'not mine' }).then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
}

test('A failure of the server has the request to quote', async () => {
  expect(requestIdOf(await errorOf('INTERNAL'))).toBe('r-1');
});

test('A refusal that says what to do, such as a wrong password, has none', async () => {
  expect(requestIdOf(await errorOf('PASSWORD_INCORRECT'))).toBeNull();
});

test('A call without a response has none', () => {
  expect(requestIdOf(new TypeError('fetch failed'))).toBeNull();
});
