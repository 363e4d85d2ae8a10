import { at } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { useTestServer } from './testing/start-test-server.ts';

const backRoom = await useTestServer();

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('The request id', () => {
  test.each(['/', '/healthz', '/nowhere', '/trpc/notes.list', '/trpc/no.such'])(
    'is generated when the caller sends none, and returned by %s',
    async (path) => {
      const response = await fetch(backRoom.url + path);
      expect(response.headers.get('x-request-id')).toMatch(UUID);
    },
  );

  test('is the caller’s when it has only allowed characters', async () => {
    const id = 'edge-7.a_B';
    const response = await fetch(`${backRoom.url}/trpc/notes.get`, {
      headers: { 'x-request-id': id },
    });
    expect(response.headers.get('x-request-id')).toBe(id);
    expect(at(await response.json(), 'error', 'data', 'requestId')).toBe(id);
    expect(backRoom.lines().at(-1)).toMatchObject({ requestId: id, code: 'INPUT_INVALID' });
  });

  test.each(['has space', 'a'.repeat(129), '"quoted"', 'a=b', 'a/b'])(
    'is replaced when it is %j',
    async (id) => {
      const response = await fetch(`${backRoom.url}/healthz`, { headers: { 'x-request-id': id } });
      expect(response.headers.get('x-request-id')).toMatch(UUID);
    },
  );

  test.each([
    ['an unknown procedure', '/trpc/no.such', {}],
    ['a bad token', '/trpc/notes.list', { authorization: 'Bearer wrong' }],
    ['a path that cannot be decoded', '/trpc/%E0%A4%A', {}],
    ['a batch that is too large', `/trpc/${Array(6).fill('notes.list').join(',')}?batch=1`, {}],
    ['an address outside of the procedures', '/nowhere', {}],
  ])('is in the error of %s', async (_, path, headers) => {
    const response = await fetch(backRoom.url + path, { headers });
    expect(response.ok).toBe(false);
    expect(response.headers.get('content-type')).toMatch('application/json');
    expect(at(await response.json(), 'error', 'data', 'requestId')).toBe(
      response.headers.get('x-request-id'),
    );
  });
});
