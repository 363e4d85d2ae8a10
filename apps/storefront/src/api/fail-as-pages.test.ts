import { createClient } from '@trastienda/shop-client';
import { describe, expect, test } from 'vitest';
import { failAsPages } from './fail-as-pages.ts';

/** Returns the status and the headers of the page that a call fails with. */
async function pageOf(fetch: () => Promise<Response>) {
  const api = failAsPages(createClient({ url: 'http://shop.test', fetch }), 'request-1');
  const thrown: unknown = await api.shop.settings.query().catch((error: unknown) => error);
  const { data, init } = Object(thrown);
  return { data, status: init?.status, headers: init?.headers };
}

const answerOf =
  (httpStatus: number, reason: string, details: object = {}) =>
  () =>
    Promise.resolve(
      Response.json(
        {
          error: {
            message: reason,
            code: -32000,
            data: { code: 'X', httpStatus, path: '', reason, details, requestId: 'of-api' },
          },
        },
        { status: httpStatus },
      ),
    );

describe('A page whose call fails', () => {
  test('says when to come again only where it is known', async () => {
    const limited = answerOf(429, 'RATE_LIMITED', { retryAfterSeconds: 7 });
    expect(await pageOf(limited)).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
    expect(await pageOf(answerOf(500, 'INTERNAL'))).toEqual({
      ...{ status: 500, headers: {}, data: { requestId: 'of-api', reason: 'INTERNAL' } },
    });
  });

  test('is a bad gateway where the API does not answer', async () => {
    const away = () => Promise.reject(new TypeError('fetch failed'));
    expect(await pageOf(away)).toEqual({
      ...{ status: 502, headers: {}, data: { requestId: 'request-1', reason: null } },
    });
  });
});
