import { ShopError } from '@trastienda/shop-contract';
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
    await (await start()).client({ token: STAFF_TOKEN, caching: false }).catalog.list.query({});
    expect(calls()).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        requestId: expect.any(String),
        path: 'catalog.list',
        type: 'query',
        code: 'OK',
        durationMs: expect.any(Number),
        actor: 'machine:staff-token',
        msg: 'call',
      },
    ]);
  });

  test('has an unknown error in full, with its causes, while the caller gets only its id', async () => {
    const { client } = await start({
      catalog: {
        list: async () => {
          throw new TypeError('cannot read it', { cause: new RangeError('the deepest cause') });
        },
      },
    });
    const rejection = expect(client().catalog.list.query({})).rejects;
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
      catalog: {
        list: async () => {
          throw Object.assign(new Error('write failed'), { op: { note: 'SECRET-document' } });
        },
        get: async () => {
          throw new ShopError('DATABASE_UNAVAILABLE', {
            cause: Object.assign(new Error('gone'), { keyValue: 'SECRET-key' }),
          });
        },
      },
    });
    const staff = client({ token: STAFF_TOKEN, caching: false });
    await Promise.allSettled([
      staff.catalog.list.query({ search: 'SECRET-search' }),
      staff.catalog.get.query({ slug: 'secret-slug' }),
      client({ token: 'SECRET-token', caching: false }).catalog.list.query({}),
      fetch(`${url}/trpc/catalog.list?input=SECRET-broken-json`),
      fetch(`${url}/nowhere?password=SECRET-query`),
      fetch(`${url}/trpc/admin.products.create`, {
        method: 'POST',
        body: '{"SECRET-body":',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${STAFF_TOKEN}` },
      }),
    ]);
    expect(lines()).toHaveLength(6);
    expect(text()).not.toMatch(/secret/i);
    expect(text()).not.toContain(STAFF_TOKEN);
  });
});
