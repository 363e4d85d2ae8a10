import { createHash } from 'node:crypto';
import { ANONYMOUS } from '@trastienda/base';
import type { Actor, CallOrigin } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { appRouter, findProcedure, type LimitedCall } from '@trastienda/shop-router';
import { createDeferred, startTestDatabase } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { createShopLimits } from './call-limits.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());
/** As all processes of a shop have it. */
const SECRET = new Uint8Array(32).fill(7);

const start = (callsPerMinute: number) =>
  createShopLimits({ database, callsPerMinute, secret: SECRET }).consume;

function from(actor: Actor, source = '192.0.2.1'): CallOrigin {
  return { actor, source, requestId: null, network: null, device: 'test' };
}
const account = (accountId: string): Actor => ({
  ...{ kind: 'account', accountId, sessionId: 's', role: 'customer' },
  ...{ permissions: [], isRecent: true },
});
/** A call as its procedure declares it; it costs one point unless the test is about that. */
function callOf(path: string, cost = 1): LimitedCall {
  const procedure = findProcedure(path);
  if (procedure === null) throw new Error(`There is no ${path}.`);
  return { path, type: procedure.type, cost, limits: procedure.meta.limits ?? [] };
}
const LIST = callOf('catalog.list');
const SIGN_IN = callOf('auth.signIn');

/** Procedures that hash or email for a signed-in account. */
const SECRETS = Object.keys(appRouter._def.procedures).filter((path) =>
  findProcedure(path)?.meta.limits?.includes('secrets'),
);

/** How many of so many calls, made together, go through. */
async function passed(count: number, call: () => Promise<void>): Promise<number> {
  const outcomes = await Promise.allSettled(Array.from({ length: count }, call));
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

describe('Limits of calls', () => {
  test('stop a caller for a stated time, and do not affect others', async () => {
    const consume = start(20);
    expect(await passed(50, () => consume(LIST, from(ANONYMOUS)))).toBe(20);
    await expect(consume(LIST, from(ANONYMOUS))).rejects.toMatchObject({
      reason: 'RATE_LIMITED',
      details: { retryAfterSeconds: expect.toSatisfy((s: number) => s > 0 && s <= 60) },
    });
    await consume(LIST, from(ANONYMOUS, '192.0.2.2'));
    await consume(LIST, from(account('ana')));
  });

  test('count accounts wherever they are, and keys apart from each other', async () => {
    const consume = start(20);
    const ana = account('ana');
    expect(await passed(15, () => consume(LIST, from(ana)))).toBe(15);
    expect(await passed(15, () => consume(LIST, from(ana, '198.51.100.9')))).toBe(5);
    const key = (keyId: string): Actor => ({
      ...{ kind: 'machine', name: 'shop-sync', keyId, permissions: [] },
    });
    expect(await passed(250, () => consume(LIST, from(key('a'))))).toBe(200);
    await consume(LIST, from(key('b')));
  });

  test('hold over all processes: never more, and at most a chunk for each process less', async () => {
    const processes = [start(200), start(200), start(200)];
    const counts = await Promise.all(
      processes.map((consume) => passed(150, () => consume(LIST, from(ANONYMOUS)))),
    );
    const sum = counts.reduce((total, count) => total + count, 0);
    expect(sum).toBeLessThanOrEqual(200);
    expect(sum).toBeGreaterThanOrEqual(200 - 3 * 20);
  });

  test('are stricter for expensive calls, by address for every caller', async () => {
    const consume = start(1000);
    expect(await passed(25, () => consume(SIGN_IN, from(ANONYMOUS)))).toBe(25);
    expect(await passed(25, () => consume(SIGN_IN, from(account('ana'))))).toBe(5);
    await consume(SIGN_IN, from(ANONYMOUS, '192.0.2.2'));
    await consume(LIST, from(ANONYMOUS));
  });

  test('limit calls of a signed-in account that hash or email', () => {
    expect(SECRETS.sort()).toEqual([
      'account.changePassword',
      'account.confirmTotp',
      'account.delete',
      'account.disableTotp',
      'account.replaceRecoveryCodes',
      'account.requestEmailChange',
      'account.startTotp',
      'admin.apiKeys.create',
      'admin.webhooks.create',
      'admin.webhooks.rotateSecret',
      'auth.reauthenticate',
    ]);
  });

  test.each(SECRETS)('limit a signed-in account in %s', async (path) => {
    const consume = start(1000);
    const call = callOf(path);
    // From many addresses, so that the limits by address stay out of it.
    let source = 0;
    const asAna = () => {
      source += 1;
      return consume(call, from(account('ana'), `192.0.2.${source}`));
    };
    expect(await passed(40, asAna)).toBe(20);
    await consume(call, from(account('eva')));
  });

  test('keep a caller from reserving all stock as a series of guests', async () => {
    const consume = start(1000);
    const call = callOf('checkout.start');
    const system: Actor = { kind: 'machine', name: 'storefront', permissions: [] };
    expect(await passed(40, () => consume(call, from(ANONYMOUS)))).toBe(30);
    expect(await passed(40, () => consume(call, from(account('ana'))))).toBe(30);
    expect(await passed(40, () => consume(call, from(system)))).toBe(40);
    await consume(call, from(ANONYMOUS, '192.0.2.2'));
    await consume(LIST, from(ANONYMOUS));
  });

  test('consume the cost of a call, and leave the remaining points to cheaper calls', async () => {
    const consume = start(100);
    const dear = callOf('catalog.list', 30);
    expect(await passed(10, () => consume(dear, from(ANONYMOUS)))).toBe(3);
    expect(await passed(20, () => consume(LIST, from(ANONYMOUS)))).toBe(10);
    // One that costs more than the whole limit is not refused for ever.
    await consume(callOf('catalog.list', 1000), from(ANONYMOUS, '192.0.2.2'));
  });

  test.each([60, 300])(
    'of %i do not reject a cheap call because an expensive one is rejected elsewhere',
    async (points) => {
      const counted = createDeferred<void>();
      const release = createDeferred<void>();
      // The process of the dear call hears what the counter says when the cheap one has been made.
      const { consume: slow } = createShopLimits({
        database: {
          rateLimits: {
            async consume(...call) {
              const state = await database.rateLimits.consume(...call);
              counted.resolve();
              await release.promise;
              return state;
            },
          },
        },
        ...{ callsPerMinute: points, secret: SECRET },
      });
      const consume = start(points);
      await consume(callOf('catalog.list', points - 30), from(ANONYMOUS));
      const dear = slow(callOf('catalog.list', 40), from(ANONYMOUS));
      await counted.promise;
      const cheap = start(points);
      await cheap(LIST, from(ANONYMOUS));
      release.resolve();
      await expect(dear).rejects.toMatchObject({ reason: 'RATE_LIMITED' });
      await cheap(LIST, from(ANONYMOUS));
      await slow(callOf('catalog.list', 28), from(ANONYMOUS));
      await expect(start(points)(LIST, from(ANONYMOUS))).rejects.toMatchObject({
        reason: 'RATE_LIMITED',
      });
    },
  );

  test('limit forged webhooks to 30 a minute per source, across processes', async () => {
    const options = { database, callsPerMinute: 600, secret: SECRET };
    const [one, other] = [options, options].map((each) => createShopLimits(each).forgeries);
    const waits: (number | undefined)[] = [];
    for (let i = 0; i < 40; i += 1) {
      waits.push(await (i % 2 === 0 ? one : other)?.take('192.0.2.1'));
    }
    expect(waits.filter((wait) => wait === 0)).toHaveLength(30);
    expect(one?.waitOf('192.0.2.1')).toBeGreaterThan(0);
    expect(one?.waitOf('192.0.2.2')).toBe(0);
    expect(createShopLimits({ ...options, callsPerMinute: 0 }).forgeries).toBeUndefined();
  });

  test('limit calls that hash or email from many accounts at one address', async () => {
    const consume = start(1000);
    const call = callOf('account.changePassword');
    let accounts = 0;
    const asOneMore = () => {
      accounts += 1;
      return consume(call, from(account(`a${accounts}`)));
    };
    expect(await passed(90, asOneMore)).toBe(60);
    await consume(call, from(account('eva'), '192.0.2.2'));
  });

  test('do not store a caller’s address, nor data to compute it from', async () => {
    const consume = start(1000);
    const address = '198.51.100.77';
    for (const call of [LIST, SIGN_IN]) await consume(call, from(ANONYMOUS, address));
    await server.withClient(async (client) => {
      const stored = JSON.stringify(await client.db().collection('rate_limits').find().toArray());
      expect(stored).toContain('calls:auth');
      expect(stored).not.toContain(address);
      for (const text of [address, `source:${address}`]) {
        const hash = createHash('sha256').update(text);
        expect(stored).not.toContain(hash.copy().digest('base64url'));
        expect(stored).not.toContain(hash.digest('hex'));
      }
    });
  });

  test('are disabled at 0', async () => {
    const consume = start(0);
    expect(await passed(100, () => consume(SIGN_IN, from(ANONYMOUS)))).toBe(100);
  });

  test('fail a call with the database’s error when it cannot be counted', async ({ skip }) => {
    skip(server.embedded === undefined, 'this server is not ours to stop');
    const other = await startTestDatabase();
    const away = await openDatabase(other.uri, { serverSelectionTimeoutMs: 1000 });
    await other.stop();
    const limits = { database: away, callsPerMinute: 600, secret: SECRET };
    const { consume } = createShopLimits(limits);
    await expect(consume(LIST, from(ANONYMOUS))).rejects.toMatchObject({
      reason: 'DATABASE_UNAVAILABLE',
    });
    await away.close();
  });
});
