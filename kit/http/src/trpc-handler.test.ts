import { at } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { STAFF_TOKEN, useTestServer } from './testing/start-test-server.ts';

const backRoom = await useTestServer();

const KEY = 'key-of-this-intention';

const reasonOf = (body: unknown) => at(body, 'error', 'data', 'reason');

describe('A procedure call over HTTP', () => {
  test('answers a query that is opened in a browser', async () => {
    const response = await fetch(`${backRoom.url}/trpc/notes.list?input=%7B%7D`);
    expect(response.status).toBe(200);
    expect(at(await response.json(), 'result', 'data', 'items', 0, 'slug')).toBe('note-1');
  });

  test('has a separate outcome for each call of a batch', async () => {
    const input = { 0: { slug: 'note' }, 1: { slug: 'absent' }, 2: { slug: '' } };
    const query = `batch=1&input=${encodeURIComponent(JSON.stringify(input))}`;
    const path = 'notes.get,notes.get,notes.get,no.such';
    const response = await fetch(`${backRoom.url}/trpc/${path}?${query}`);
    expect(response.status).toBe(207);
    const body = await response.json();
    expect(at(body, 0, 'result', 'data', 'slug')).toBe('note');
    expect([1, 2, 3].map((index) => reasonOf(at(body, index)))).toEqual([
      'NOTE_NOT_FOUND',
      'INPUT_INVALID',
      'PROCEDURE_NOT_FOUND',
    ]);
  });

  test.each([
    ['JSON that ends early', { type: 'application/json', body: '{"a":' }, 400, 'REQUEST_MALFORMED'],
    ['another content type', { type: 'text/xml', body: '<a/>' }, 415, 'MEDIA_UNSUPPORTED'],
    ['a body without a type', { type: '', body: 'a' }, 415, 'MEDIA_UNSUPPORTED'],
  ])('is rejected for %s', async (_, { body, type }, status, reason) => {
    const response = await fetch(`${backRoom.url}/trpc/notes.create`, {
      method: 'POST',
      body: new TextEncoder().encode(body),
      headers: {
        authorization: `Bearer ${STAFF_TOKEN}`,
        ...(type ? { 'content-type': type } : {}),
      },
    });
    expect(response.status).toBe(status);
    expect(reasonOf(await response.json())).toBe(reason);
  });

  test.each([
    ['a query', '/trpc/notes.list?input=%7B', {}],
    ['a mutation', '/trpc/notes.create', { method: 'POST', body: '{"a":' }],
  ])('says of %s that is not JSON the same words on every runtime', async (_, path, init) => {
    const response = await fetch(backRoom.url + path, {
      ...init,
      headers: {
        authorization: `Bearer ${STAFF_TOKEN}`,
        ...('body' in init ? { 'content-type': 'application/json' } : {}),
      },
    });
    expect(response.status).toBe(400);
    expect(at(await response.json(), 'error', 'message')).toMatch(
      /^The (input|body) is not JSON\.$/,
    );
  });

  test('of a mutation by GET is METHOD_UNSUPPORTED, with the supported methods', async () => {
    const response = await fetch(`${backRoom.url}/trpc/notes.create`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(reasonOf(await response.json())).toBe('METHOD_UNSUPPORTED');
  });

  test('with an idempotency key has it from its header', async () => {
    const response = await fetch(`${backRoom.url}/trpc/notes.pin`, {
      method: 'POST',
      body: JSON.stringify({ slug: 'note' }),
      headers: { 'content-type': 'application/json', 'idempotency-key': KEY },
    });
    const data = { slug: 'note', idempotencyKey: KEY };
    expect(await response.json()).toEqual({ result: { data } });
  });

  test('that needs a key is rejected in a batch, whose other calls are answered', async () => {
    const response = await fetch(`${backRoom.url}/trpc/notes.pin,auth.signUp?batch=1`, {
      method: 'POST',
      body: JSON.stringify({ 0: { slug: 'note' }, 1: { email: 'a@b.example', password: 'x' } }),
      headers: { 'content-type': 'application/json', 'idempotency-key': KEY },
    });
    const body = await response.json();
    expect(at(body, 0, 'error', 'data')).toMatchObject({
      reason: 'IDEMPOTENCY_KEY_REQUIRED',
      details: { problem: 'batched' },
    });
    expect(at(body, 1, 'result', 'data')).toEqual({ acknowledged: true });
  });

  test('alone in a batch may have a key', async () => {
    const response = await fetch(`${backRoom.url}/trpc/notes.pin?batch=1`, {
      method: 'POST',
      body: JSON.stringify({ 0: { slug: 'note' } }),
      headers: { 'content-type': 'application/json', 'idempotency-key': KEY },
    });
    expect(at(await response.json(), 0, 'result', 'data', 'slug')).toBe('note');
  });

  test('is not cached', async () => {
    const response = await fetch(`${backRoom.url}/trpc/notes.list?input=%7B%7D`);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('A bad token', () => {
  test.each([
    'Bearer wrong',
    'Bearer',
    'Basic dXNlcjpwdw==',
    `Bearer ${STAFF_TOKEN}, Bearer x`,
    ' ',
  ])('is TOKEN_INVALID even for a public procedure: %j', async (authorization) => {
    const headers = new Headers();
    headers.set('authorization', authorization);
    const response = await fetch(`${backRoom.url}/trpc/notes.list`, { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(reasonOf(await response.json())).toBe('TOKEN_INVALID');
  });

  test('is TOKEN_INVALID for every call of a batch', async () => {
    const client = backRoom.client({ token: 'wrong' });
    const outcomes = await Promise.allSettled([
      client.notes.list.query({}),
      client.notes.get.query({ slug: 'note' }),
    ]);
    expect(outcomes.map((one) => at(one, 'reason', 'data', 'reason'))).toEqual([
      'TOKEN_INVALID',
      'TOKEN_INVALID',
    ]);
  });

  test('is rejected before the body is read', async () => {
    const response = await fetch(`${backRoom.url}/trpc/notes.import`, {
      method: 'POST',
      headers: { authorization: 'Bearer wrong', 'content-type': 'multipart/form-data; boundary=x' },
      body: 'a'.repeat(50_000),
    });
    expect(response.status).toBe(401);
  });
});

describe('The caller', () => {
  test('without a token reaches no staff procedure', async () => {
    const response = await fetch(`${backRoom.url}/trpc/notes.staffList`);
    expect(response.status).toBe(401);
    expect(reasonOf(await response.json())).toBe('ACTOR_UNAUTHENTICATED');
  });

  test('with the staff token reaches staff procedures', async () => {
    const client = backRoom.client({ token: STAFF_TOKEN });
    await expect(client.notes.staffList.query()).resolves.toEqual({
      items: [],
      nextCursor: null,
    });
  });
});
