import { expect, test } from 'vitest';
import { lifetimeOf } from './lifetime.ts';

const HEADERS = {
  'cache-control': 'public, max-age=0, must-revalidate',
  'cdn-cache-control': 'max-age=10, stale-while-revalidate=60, stale-if-error=600',
  etag: '"a"',
};
const of = (headers: Record<string, string>, status = 200) =>
  lifetimeOf(new Response(null, { status, headers: { ...HEADERS, ...headers } }));

test('The header for shared caches says how long an answer may be used', () => {
  expect(of({})).toEqual({ maxAge: 10, staleWhileRevalidate: 60, staleIfError: 600 });
  expect(of({ 'cdn-cache-control': 'max-age=0' })).toBeNull();
  expect(of({ 'cdn-cache-control': 'max-age=0, stale-if-error=5' })?.staleIfError).toBe(5);
});

test.each([
  [{ 'cache-control': 'no-store' }],
  [{ 'cache-control': 'private, max-age=0' }],
  [{ 'cdn-cache-control': 'no-store' }],
  [{ 'cdn-cache-control': 'private, max-age=10' }],
  [{ 'set-cookie': 'a=b' }],
  [{ vary: 'accept-encoding, cookie' }],
  [{ vary: '*' }],
])('An answer with %j is not stored', (headers) => {
  expect(of(headers as Record<string, string>)).toBeNull();
});

test('Failures, and answers without a validator or a lifetime, are not stored', () => {
  expect(of({}, 404)).toBeNull();
  const { etag: _, ...withoutTag } = HEADERS;
  expect(lifetimeOf(new Response(null, { headers: withoutTag }))).toBeNull();
  const { 'cdn-cache-control': __, ...forBrowsers } = HEADERS;
  expect(lifetimeOf(new Response(null, { headers: forBrowsers }))).toBeNull();
});

test('What a batch varies by does not reach the server from here', () => {
  expect(of({ vary: 'trpc-accept, accept, Accept-Encoding' })).not.toBeNull();
});
