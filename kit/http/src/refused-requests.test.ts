import { BaseError, type CallOrigin } from '@trastienda/base';
import { onBrokenPromise } from '@trastienda/procedures';
import { at } from '@trastienda/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { NotesError } from './testing/notes-router.ts';
import {
  type NotesAppOptions,
  STAFF_TOKEN,
  startTestServer,
  type TestServer,
} from './testing/start-test-server.ts';

let backRoom: TestServer;
afterEach(() => backRoom.server.close());

/** A server that allows a number of calls per caller and records whose points each call consumed. */
async function start(points: number, app: Partial<NotesAppOptions> = {}) {
  const consumed: { path: string; key: string }[] = [];
  const consume = async ({ path }: { path: string }, { actor, source }: CallOrigin) => {
    const key = actor.kind === 'anonymous' ? source : actor.kind;
    consumed.push({ path, key });
    if (consumed.filter((one) => one.key === key).length <= points) return;
    throw new BaseError('RATE_LIMITED', { details: { retryAfterSeconds: 7 } });
  };
  backRoom = await startTestServer({ app: { consume, ...app } });
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${backRoom.url}/trpc/${path}`, init);
    const text = await response.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    return {
      reason: at(body, 'error', 'data', 'reason'),
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body,
    };
  };
  return { send, consumed };
}

const JSON_TYPE = { 'content-type': 'application/json' };

describe('A request that reaches no procedure', () => {
  test.each<[string, string, RequestInit, string]>([
    ['has a bad key', 'notes.list', { headers: { authorization: 'Bearer tk_x' } }, 'TOKEN_INVALID'],
    ['has an unreadable one', 'notes.list', { headers: { authorization: 'x' } }, 'TOKEN_INVALID'],
    ['names no procedure', 'no.such', {}, 'PROCEDURE_NOT_FOUND'],
    ['asks by the wrong method', 'auth.signIn', {}, 'METHOD_UNSUPPORTED'],
    [
      'is too large',
      'auth.signIn',
      { method: 'POST', body: 'x'.repeat(20_000) },
      'REQUEST_TOO_LARGE',
    ],
    ['is of a kind that is not taken', 'auth.signIn', { method: 'POST' }, 'MEDIA_UNSUPPORTED'],
    ['cannot be read', '%E0%A4%A', {}, 'REQUEST_MALFORMED'],
    [
      'comes with a cookie from elsewhere',
      'auth.signOut',
      { method: 'POST', headers: { ...JSON_TYPE, cookie: 'app=ts_ana' } },
      'ORIGIN_REJECTED',
    ],
  ])(
    'consumes points of its address, and is limited, when it %s',
    async (_, path, init, reason) => {
      const { send, consumed } = await start(2);
      expect((await send(path, init)).reason).toBe(reason);
      expect((await send(path, init)).reason).toBe(reason);
      expect(consumed).toEqual(Array(2).fill({ path: '', key: '127.0.0.1' }));
      expect(await send(path, init)).toMatchObject({
        reason: 'RATE_LIMITED',
        status: 429,
        retryAfter: '7',
      });
    },
  );

  test('consumes points of its caller when it is identified', async () => {
    const { send, consumed } = await start(1);
    const headers = { authorization: `Bearer ${STAFF_TOKEN}` };
    expect((await send('no.such', { headers })).reason).toBe('PROCEDURE_NOT_FOUND');
    expect((await send('no.such', { headers })).reason).toBe('RATE_LIMITED');
    expect(consumed.map(({ key }) => key)).toEqual(['machine', 'machine']);
    expect((await send('notes.list')).status).toBe(200);
  });

  test('consumes a point for each call that no procedure sees', async () => {
    const { send, consumed } = await start(10);
    const { body } = await send('no.such,notes.list,no.more?batch=1&input=%7B%221%22:%7B%7D%7D');
    expect([0, 1, 2].map((index) => at(body, index, 'error', 'data', 'reason'))).toEqual([
      'PROCEDURE_NOT_FOUND',
      undefined,
      'PROCEDURE_NOT_FOUND',
    ]);
    expect(consumed.map(({ path }) => path).sort()).toEqual(['', '', 'notes.list']);
  });

  test('consumes no second point when it is limited', async () => {
    const { send, consumed } = await start(0);
    expect((await send('no.such')).reason).toBe('RATE_LIMITED');
    expect(consumed).toHaveLength(1);
  });

  test('is answered with the details that its reason declares, and no others', async () => {
    const context = () => {
      const details = { slug: 'note', secret: 'hunter2' };
      throw new NotesError('NOTE_NOT_FOUND', { details });
    };
    const { send } = await start(10, { context });
    const { reason, body } = await send('notes.list');
    expect(reason).toBe('NOTE_NOT_FOUND');
    expect(at(body, 'error', 'data', 'details')).toEqual({ slug: 'note' });
  });

  test('is INTERNAL with details that do not fit its reason, and logged with the keys', async () => {
    const context = () => {
      const details: { slug: string } = JSON.parse('{ "slug": { "secret": "hunter2" } }');
      throw new NotesError('NOTE_NOT_FOUND', { details });
    };
    const { send } = await start(10, { context });
    const restore = onBrokenPromise(() => {});
    const { reason, status, body } = await send('notes.list');
    restore();
    expect([reason, status]).toEqual(['INTERNAL', 500]);
    expect(JSON.stringify(body)).not.toContain('hunter2');
    const [line] = backRoom.lines().filter(({ msg }) => msg === 'call');
    expect(line).toMatchObject({
      code: 'INTERNAL',
      err: { cause: { message: expect.stringMatching(/^NOTE_NOT_FOUND .*details\.slug/) } },
    });
  });

  test('keeps its own error when it cannot be counted', async () => {
    const consume = () => Promise.reject(new BaseError('DATABASE_UNAVAILABLE'));
    const { send } = await start(0, { consume });
    const headers = { authorization: 'Bearer wrong' };
    expect((await send('notes.list', { headers })).reason).toBe('TOKEN_INVALID');
  });
});

describe('A batch', () => {
  test('consumes the points that each procedure declares', async () => {
    const costs: number[] = [];
    const consume = async ({ cost }: { cost: number }) => void costs.push(cost);
    backRoom = await startTestServer({ app: { consume } });
    const send = (paths: string) =>
      fetch(`${backRoom.url}/trpc/${paths}?batch=1`, {
        ...{ method: 'POST', body: '{}', headers: JSON_TYPE },
      });
    await send('auth.signUp,auth.signOut,auth.requestPasswordReset,auth.signIn');
    expect(costs.sort((a, b) => a - b)).toEqual([1, 2, 10, 10]);
  });
});
