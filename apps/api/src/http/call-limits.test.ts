import { createHash } from 'node:crypto';
import { type Actor, ANONYMOUS, type CallOrigin } from '@trastienda/contract';
import { openDatabase } from '@trastienda/db';
import { appRouter } from '@trastienda/router';
import { startTestDatabase } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { deriveCounterKey } from './call-counters.ts';
import { COSTLY, createCallLimits } from './call-limits.ts';

const { server, database } = await useTestDatabase((uri) =>
  openDatabase(uri, { serverSelectionTimeoutMs: 500 }),
);

beforeEach(() => server.clear());
/** As all processes of a shop have it. */
const KEY = deriveCounterKey(new Uint8Array(32).fill(7));

const start = (callsPerMinute: number) =>
  createCallLimits({ rateLimits: database.rateLimits, callsPerMinute, counterKey: KEY });

function from(actor: Actor, source = '192.0.2.1'): CallOrigin {
  return { actor, source, requestId: null, network: null, device: 'test' };
}
const account = (accountId: string): Actor => ({
  ...{ kind: 'account', accountId, sessionId: 's', role: 'customer' },
  ...{ permissions: [], isRecent: true },
});
const LIST = { path: 'catalog.list', type: 'query' } as const;
const SIGN_IN = { path: 'auth.signIn', type: 'mutation' } as const;

/** How many of so many calls, made together, go through. */
async function passed(count: number, call: () => Promise<void>): Promise<number> {
  const outcomes = await Promise.allSettled(Array.from({ length: count }, call));
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

describe('Limits of calls', () => {
  test('stop a caller, say for how long, and leave the others alone', async () => {
    const charge = start(20);
    expect(await passed(50, () => charge(LIST, from(ANONYMOUS)))).toBe(20);
    await expect(charge(LIST, from(ANONYMOUS))).rejects.toMatchObject({
      reason: 'RATE_LIMITED',
      details: { retryAfterSeconds: expect.toSatisfy((s: number) => s > 0 && s <= 60) },
    });
    await charge(LIST, from(ANONYMOUS, '192.0.2.2'));
    await charge(LIST, from(account('ana')));
  });

  test('count accounts wherever they are, and keys apart from each other', async () => {
    const charge = start(20);
    const ana = account('ana');
    expect(await passed(15, () => charge(LIST, from(ana)))).toBe(15);
    expect(await passed(15, () => charge(LIST, from(ana, '198.51.100.9')))).toBe(5);
    const key = (keyId: string): Actor => ({
      ...{ kind: 'machine', name: 'shop-sync', keyId, permissions: [] },
    });
    expect(await passed(250, () => charge(LIST, from(key('a'))))).toBe(200);
    await charge(LIST, from(key('b')));
  });

  test('hold over all processes: never more, and at most a chunk for each process less', async () => {
    const processes = [start(200), start(200), start(200)];
    const counts = await Promise.all(
      processes.map((charge) => passed(150, () => charge(LIST, from(ANONYMOUS)))),
    );
    const sum = counts.reduce((total, count) => total + count, 0);
    expect(sum).toBeLessThanOrEqual(200);
    expect(sum).toBeGreaterThanOrEqual(200 - 3 * 20);
  });

  test('are stricter for what is expensive, by address whoever calls', async () => {
    const charge = start(1000);
    expect(await passed(25, () => charge(SIGN_IN, from(ANONYMOUS)))).toBe(25);
    expect(await passed(25, () => charge(SIGN_IN, from(account('ana'))))).toBe(5);
    await charge(SIGN_IN, from(ANONYMOUS, '192.0.2.2'));
    await charge(LIST, from(ANONYMOUS));
  });

  test.each(COSTLY)('hold back somebody who is signed in from %s', async (path) => {
    expect(Object.keys(appRouter._def.procedures)).toContain(path);
    const charge = start(1000);
    const call = { path, type: 'mutation' } as const;
    // From many addresses, so that the limits by address stay out of it.
    let source = 0;
    const asAna = () => {
      source += 1;
      return charge(call, from(account('ana'), `192.0.2.${source}`));
    };
    expect(await passed(40, asAna)).toBe(20);
    await charge(call, from(account('eva')));
  });

  test('let nobody hold all stock by beginning checkouts as one guest after the other', async () => {
    const charge = start(1000);
    const call = { path: 'checkout.start', type: 'mutation' } as const;
    expect(Object.keys(appRouter._def.procedures)).toContain(call.path);
    const system: Actor = { kind: 'machine', name: 'storefront', permissions: [] };
    expect(await passed(40, () => charge(call, from(ANONYMOUS)))).toBe(30);
    expect(await passed(40, () => charge(call, from(account('ana'))))).toBe(30);
    expect(await passed(40, () => charge(call, from(system)))).toBe(40);
    await charge(call, from(ANONYMOUS, '192.0.2.2'));
    await charge(LIST, from(ANONYMOUS));
  });

  test('hold back many accounts at one address from what hashes and mails', async () => {
    const charge = start(1000);
    const call = { path: 'account.changePassword', type: 'mutation' } as const;
    let accounts = 0;
    const asOneMore = () => {
      accounts += 1;
      return charge(call, from(account(`a${accounts}`)));
    };
    expect(await passed(90, asOneMore)).toBe(60);
    await charge(call, from(account('eva'), '192.0.2.2'));
  });

  test('write down no address of a caller, nor what one could be computed from', async () => {
    const charge = start(1000);
    const address = '198.51.100.77';
    for (const { path, type } of [LIST, SIGN_IN]) {
      await charge({ path, type }, from(ANONYMOUS, address));
    }
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

  test('are none at 0', async () => {
    const charge = start(0);
    expect(await passed(100, () => charge(SIGN_IN, from(ANONYMOUS)))).toBe(100);
  });

  test('fail a call as the database fails it when they cannot be counted', async ({ skip }) => {
    skip(server.embedded === undefined, 'this server is not ours to stop');
    const other = await startTestDatabase();
    const away = await openDatabase(other.uri, { serverSelectionTimeoutMs: 200 });
    await other.stop();
    const limits = { rateLimits: away.rateLimits, callsPerMinute: 600, counterKey: KEY };
    const charge = createCallLimits(limits);
    await expect(charge(LIST, from(ANONYMOUS))).rejects.toMatchObject({
      reason: 'DATABASE_UNAVAILABLE',
    });
    await away.close();
  });
});
