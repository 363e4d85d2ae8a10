import { BaseError } from '@trastienda/base';
import { afterEach, describe, expect, test } from 'vitest';
import {
  STAFF_TOKEN,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../testing/start-test-server.ts';

let backRoom: TestServer;
async function start(options: TestServerOptions = {}) {
  backRoom = await startTestServer(options);
  return backRoom;
}
afterEach(() => backRoom.server.close());

const calls = () => backRoom.lines().filter(({ msg }) => msg === 'call');

describe('The log', () => {
  test('has one line for a call, with its caller and its outcome', async () => {
    await (await start()).client({ token: STAFF_TOKEN }).notes.list.query({});
    expect(calls()).toEqual([
      {
        level: 'info',
        requestId: expect.any(String),
        path: 'notes.list',
        type: 'query',
        code: 'OK',
        durationMs: expect.any(Number),
        actor: 'machine:staff-token',
        msg: 'call',
      },
    ]);
  });

  test('identifies a key by its id, because its name is free text', async () => {
    const authenticate = async () =>
      ({ kind: 'machine', name: 'staff-token', keyId: 'k1', permissions: [] }) as const;
    const { client } = await start({ app: { authenticator: { authenticate } } });
    await client({ token: 'tk_of-a-key' }).notes.list.query({});
    expect(calls()).toMatchObject([{ actor: 'key:k1' }]);
  });

  test('has a line for each call of a batch, all with the id of the request', async () => {
    const { url } = await start();
    const headers = { 'x-request-id': 'batch-1' };
    await fetch(
      `${url}/trpc/notes.list,notes.staffList,no.such?batch=1&input=%7B%220%22%3A%7B%7D%7D`,
      { headers },
    );
    const lines = calls().map(({ requestId, path, code, actor }) => ({
      requestId,
      path,
      code,
      actor,
    }));
    const common = { requestId: 'batch-1', actor: 'anonymous' };
    expect(lines).toHaveLength(3);
    expect(lines).toEqual(
      expect.arrayContaining([
        { ...common, path: 'notes.list', code: 'OK' },
        { ...common, path: 'notes.staffList', code: 'ACTOR_UNAUTHENTICATED' },
        { ...common, path: 'no.such', code: 'PROCEDURE_NOT_FOUND' },
      ]),
    );
  });

  test.each([
    ['an unknown procedure', 'no.such', {}, 'PROCEDURE_NOT_FOUND', 'info'],
    ['a bad token', 'notes.list', { headers: { authorization: 'x' } }, 'TOKEN_INVALID', 'warn'],
    ['malformed JSON', 'notes.list?input=%7B', {}, 'REQUEST_MALFORMED', 'info'],
    [
      'a body that is too large',
      'notes.create',
      { method: 'POST', body: 'x'.repeat(20_000) },
      'REQUEST_TOO_LARGE',
      'info',
    ],
    [
      'a content type that is not taken',
      'notes.create',
      { method: 'POST' },
      'MEDIA_UNSUPPORTED',
      'info',
    ],
  ])('has one line for a call with %s', async (_, path, init, code, level) => {
    const { url } = await start();
    await fetch(`${url}/trpc/${path}`, init);
    expect(calls()).toHaveLength(1);
    expect(calls()[0]).toMatchObject({ code, level, requestId: expect.any(String) });
  });

  test('has an unknown error in full, with its causes, while the caller gets only its id', async () => {
    const { client } = await start({
      notes: {
        list: async () => {
          throw new TypeError('cannot read it', { cause: new RangeError('the deepest cause') });
        },
      },
    });
    const rejection = expect(client().notes.list.query({})).rejects;
    await rejection.toMatchObject({
      message: expect.not.stringContaining('cannot read it'),
      data: { reason: 'INTERNAL', requestId: expect.any(String) },
    });
    const [line] = calls();
    expect(line).toMatchObject({
      level: 'error',
      code: 'INTERNAL',
      err: {
        type: 'BaseError',
        cause: {
          type: 'TypeError',
          message: 'cannot read it',
          stack: expect.stringContaining('call-log.test.ts'),
          cause: { type: 'RangeError', message: 'the deepest cause' },
        },
      },
    });
  });

  test('never has inputs, bodies, tokens, query strings or a driver’s error properties', async () => {
    const { url, client, text, lines } = await start({
      notes: {
        list: async () => {
          throw Object.assign(new Error('write failed'), { op: { note: 'SECRET-document' } });
        },
        get: async () => {
          throw new BaseError('DATABASE_UNAVAILABLE', {
            cause: Object.assign(new Error('gone'), { keyValue: 'SECRET-key' }),
          });
        },
      },
    });
    const staff = client({ token: STAFF_TOKEN });
    await Promise.allSettled([
      staff.notes.list.query({ search: 'SECRET-search' }),
      staff.notes.get.query({ slug: 'secret-slug' }),
      client({ token: 'SECRET-token' }).notes.list.query({}),
      fetch(`${url}/trpc/notes.list?input=SECRET-broken-json`),
      fetch(`${url}/nowhere?password=SECRET-query`),
      fetch(`${url}/trpc/notes.create`, {
        method: 'POST',
        body: '{"SECRET-body":',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${STAFF_TOKEN}` },
      }),
    ]);
    expect(lines()).toHaveLength(6);
    expect(text()).not.toMatch(/secret/i);
    expect(text()).not.toContain(STAFF_TOKEN);
  });

  test('has requests that are not calls at level debug', async () => {
    const { url, lines } = await start();
    await fetch(`${url}/healthz`);
    expect(lines()).toMatchObject([
      { level: 'debug', msg: 'request', method: 'GET', path: '/healthz', status: 200 },
    ]);
  });
});
