import { BaseError } from '@trastienda/base';
import { at } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { STAFF_TOKEN, useTestServer } from '../testing/start-test-server.ts';

const consumed: unknown[] = [];
let isLimited = false;
const server = await useTestServer({
  notes: { signOut: async () => ({ acknowledged: true }) },
  app: {
    rest: { document: () => ({ openapi: '3.1.0' }) },
    corsOrigins: ['http://shop.localhost'],
    async consume(call) {
      consumed.push(call.path);
      if (isLimited) throw new BaseError('RATE_LIMITED', { details: { retryAfterSeconds: 7 } });
    },
  },
});

const STAFF = { authorization: `Bearer ${STAFF_TOKEN}` };

async function call(path: string, init?: RequestInit) {
  consumed.length = 0;
  const response = await fetch(`${server.url}${path}`, init);
  const text = await response.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, headers: response.headers, body, consumed: [...consumed] };
}

const send = (method: string, body: unknown, headers: Record<string, string> = STAFF) => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

describe('A REST call', () => {
  test('of a query has its fields in the path, and its output as the whole body', async () => {
    const { status, headers, body, consumed: paths } = await call('/api/notes/by-slug/note');
    expect([status, at(body, 'slug')]).toEqual([200, 'note']);
    expect(headers.get('x-request-id')).not.toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(paths).toEqual(['notes.get']);
  });

  test('of a procedure without a declared route is at its name', async () => {
    expect(await call('/api/notes/list?search=a')).toMatchObject({ status: 200 });
    expect(await call('/api/notes/count')).toMatchObject({ status: 200, body: 24 });
  });

  test('of a mutation has the rest of its input in the body', async () => {
    const created = await call('/api/notes/by-slug/a%2Fb', send('PUT', { text: 'Text' }));
    expect(created).toMatchObject({ status: 200, body: { slug: 'a/b', text: 'Text' } });
  });

  test('may repeat in its body or query what the path says', async () => {
    const created = await call('/api/notes/by-slug/a', send('PUT', { slug: 'a', text: 'Text' }));
    expect(created.body).toEqual({ slug: 'a', text: 'Text' });
    expect(await call('/api/notes/by-slug/note?slug=note')).toMatchObject({ status: 200 });
  });

  test.each([
    ['nothing', {}],
    ['an empty object', { headers: { 'content-type': 'application/json' }, body: '{}' }],
    ['an empty form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ])('of a procedure without an input has %s as its body', async (_, init) => {
    const signedOut = await call('/api/auth/sign-out', { method: 'POST', ...init });
    expect(signedOut).toMatchObject({ status: 200, body: { acknowledged: true } });
  });

  test('of a DELETE has its input in path and query', async () => {
    const init = { method: 'DELETE', headers: STAFF };
    const unpinned = await call('/api/notes/pins/a?isQuiet=true', init);
    expect(unpinned).toMatchObject({ status: 200, body: { acknowledged: true } });
  });

  test('uploads a form', async () => {
    const body = new FormData();
    body.set('file', new File(['a\nb\n'], 'notes.csv'));
    const imported = await call('/api/notes/import', { method: 'POST', headers: STAFF, body });
    expect(imported).toMatchObject({ status: 200, body: { rows: 2 } });
  });

  test('of a query with a cache has a validator, and is answered by 304', async () => {
    const path = '/api/notes/list-published';
    const first = await call(path);
    expect(first.headers.get('cache-tag')).toContain('notes');
    const tag = first.headers.get('etag') ?? '';
    const again = await call(path, { headers: { 'if-none-match': tag } });
    expect([again.status, again.body]).toEqual([304, null]);
  });

  test('by HEAD has the headers of GET', async () => {
    const { status, body, headers } = await call('/api/notes/count', { method: 'HEAD' });
    expect([status, body]).toEqual([200, null]);
    expect(headers.get('content-type')).toContain('json');
  });
});

describe('A failed REST call', () => {
  test('has one flat body, with the details of its reason', async () => {
    const { status, body, headers } = await call('/api/notes/by-slug/absent');
    expect(status).toBe(404);
    expect(body).toEqual({
      reason: 'NOTE_NOT_FOUND',
      message: 'There is no such note.',
      details: { slug: 'absent' },
      fields: {},
      issues: [],
      isRetryable: false,
      requestId: headers.get('x-request-id'),
    });
  });

  test('names the invalid fields', async () => {
    const { status, body } = await call('/api/notes/by-slug/a', send('PUT', { text: 7 }));
    expect(status).toBe(400);
    expect(body).toMatchObject({ reason: 'INPUT_INVALID', fields: { text: [expect.any(String)] } });
  });

  test.each([
    ['/api/notes/list?serach=a', undefined, 'serach'],
    ['/api/notes/by-slug/a', send('PUT', { text: 'Text', titel: 'Title' }), 'titel'],
  ])('is rejected for a field that the input does not have: %s', async (path, init, field) => {
    expect(await call(path, init)).toMatchObject({
      status: 400,
      body: {
        reason: 'INPUT_INVALID',
        fields: { [field]: ['is no field of the input'] },
        issues: [{ path: field, code: 'unrecognized_keys' }],
      },
    });
  });

  test.each([
    ['a query without an input', '/api/notes/count?foo=1', {}, 'is no field of the input'],
    [
      'a body without an input',
      '/api/auth/sign-out',
      send('POST', { foo: 1 }, {}),
      'is no field of the input',
    ],
    [
      'a query beside a body',
      '/api/notes/by-slug/a?foo=1',
      send('PUT', { text: 'Text' }),
      'is not read from the query',
    ],
    [
      'a query beside a form',
      '/api/notes/import?foo=1',
      { method: 'POST', headers: STAFF, body: new FormData() },
      'is not read from the query',
    ],
    [
      'a body of a DELETE',
      '/api/notes/pins/a',
      send('DELETE', { foo: 1 }),
      'is not read from the body',
    ],
  ])('is rejected for a field in %s', async (_, path, init, message) => {
    expect(await call(path, init)).toMatchObject({
      status: 400,
      body: {
        reason: 'INPUT_INVALID',
        fields: { foo: [message] },
        issues: [{ path: 'foo', code: 'unrecognized_keys' }],
      },
    });
  });

  test.each([
    ['body', '/api/notes/by-slug/a', send('PUT', { slug: 'b', text: 'Text' })],
    ['query', '/api/notes/by-slug/note?slug=b', {}],
  ])('is rejected for a field of its %s that differs from the path', async (_, path, init) => {
    expect(await call(path, init)).toMatchObject({
      status: 400,
      body: {
        reason: 'INPUT_INVALID',
        fields: { slug: ['differs from the path'] },
        issues: [{ path: 'slug', code: 'custom' }],
      },
    });
  });

  test('without an input and without a token reads no body', async () => {
    const init = { ...send('POST', null, {}), body: '{"text":' };
    const refused = await call('/api/notes/pins/a', { ...init, method: 'DELETE' });
    expect(refused).toMatchObject({ status: 401, body: { reason: 'ACTOR_UNAUTHENTICATED' } });
  });

  test.each([
    ['without a token', {}, 401, 'ACTOR_UNAUTHENTICATED'],
    ['with a wrong token', { authorization: 'Bearer wrong' }, 401, 'TOKEN_INVALID'],
  ])('%s reads no body', async (_, headers, status, reason) => {
    const refused = await call('/api/notes/by-slug/a', {
      ...send('PUT', null, headers),
      body: '{"text":',
    });
    expect(refused).toMatchObject({ status, body: { reason } });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each([
    ['JSON that ends early', 'application/json', '{"text":', 400, 'REQUEST_MALFORMED'],
    ['JSON that is no object', 'application/json', '[1]', 400, 'REQUEST_MALFORMED'],
    ['another type', 'text/plain', '{}', 415, 'MEDIA_UNSUPPORTED'],
    ['too much', 'application/json', JSON.stringify('a'.repeat(20_000)), 413, 'REQUEST_TOO_LARGE'],
  ])('is rejected for %s', async (_, type, text, status, reason) => {
    const init = { method: 'PUT', headers: { ...STAFF, 'content-type': type }, body: text };
    expect(await call('/api/notes/by-slug/a', init)).toMatchObject({ status, body: { reason } });
  });

  test.each(['/api/no/such', '/api/notes', '/api/notes/by-slug/', '/api/%E0%A4%A', '/api/'])(
    'is 404 where no route is: %s',
    async (path) => {
      const { status, body, consumed: paths } = await call(path);
      expect([status, at(body, 'reason')]).toEqual([404, 'PROCEDURE_NOT_FOUND']);
      expect(paths).toEqual(['']);
    },
  );

  test('is 405 for a method that the path does not have', async () => {
    const {
      status,
      body,
      headers,
      consumed: paths,
    } = await call('/api/notes/by-slug/a', {
      method: 'DELETE',
    });
    expect([status, at(body, 'reason')]).toEqual([405, 'METHOD_UNSUPPORTED']);
    expect(headers.get('allow')).toBe('GET, PUT');
    expect(paths).toEqual(['']);
  });

  test('says when to try again', async () => {
    isLimited = true;
    const { status, headers, body } = await call('/api/notes/count');
    isLimited = false;
    expect([status, at(body, 'details', 'retryAfterSeconds')]).toEqual([429, 7]);
    expect(headers.get('retry-after')).toBe('7');
  });

  test('is logged once', async () => {
    const { headers } = await call('/api/notes/by-slug/absent');
    const id = headers.get('x-request-id');
    const lines = server.lines().filter((line) => at(line, 'requestId') === id);
    expect(lines).toMatchObject([{ path: 'notes.get', code: 'NOTE_NOT_FOUND' }]);
  });
});

describe('A page of another origin', () => {
  test('may use all methods', async () => {
    const headers = {
      origin: 'http://shop.localhost',
      'access-control-request-method': 'PUT',
    };
    const asked = await call('/api/notes/by-slug/a', { method: 'OPTIONS', headers });
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT');
  });

  test('of no allowed origin changes nothing with the cookie of a visitor', async () => {
    const headers = { cookie: 'app=ts_session', origin: 'https://evil.example' };
    const forged = await call('/api/notes/by-slug/a', send('PUT', { text: 'Text' }, headers));
    expect(forged).toMatchObject({ status: 403, body: { reason: 'ORIGIN_REJECTED' } });
  });
});

test('The OpenAPI document is served as JSON', async () => {
  expect(await call('/openapi.json')).toMatchObject({ status: 200, body: { openapi: '3.1.0' } });
});

test('Without the option there is neither /api nor /openapi.json', async () => {
  const plain = await useTestServer();
  for (const path of ['/api/notes/count', '/openapi.json']) {
    expect((await fetch(`${plain.url}${path}`)).status).toBe(404);
  }
});
