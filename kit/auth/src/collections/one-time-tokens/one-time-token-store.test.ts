import { newId } from '@trastienda/mongo';
import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { openAuthDatabase } from '../../testing/open-auth-database.ts';
import type { OneTimeToken } from './one-time-token-document.ts';

const { server, database } = await useTestDatabase(openAuthDatabase);
const tokens = database.oneTimeTokens;

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const END = new Date('2100-01-02T00:00:00.000Z');
let count = 0;

async function insert(overrides: Partial<OneTimeToken> = {}): Promise<OneTimeToken> {
  count += 1;
  const token: OneTimeToken = {
    hash: count.toString(16).padStart(64, '0'),
    purpose: 'reset-password',
    accountId: newId(),
    payload: {},
    createdAt: NOW,
    expiresAt: END,
    ...overrides,
  };
  await tokens.insert(token);
  return token;
}

describe('a one-time token', () => {
  test('is found as it was inserted, any number of times', async () => {
    const payload = { email: 'ana@example.com', name: 'Ana' };
    const token = await insert({ purpose: 'sign-up', accountId: null, payload });
    expect(await tokens.find(token.hash, 'sign-up', NOW)).toEqual(token);
    expect(await tokens.find(token.hash, 'sign-up', NOW)).toEqual(token);
    const empty = await insert();
    expect(await tokens.find(empty.hash, 'reset-password', NOW)).toEqual(empty);
  });

  test('is consumed by one of many simultaneous callers, and is gone afterwards', async () => {
    const token = await insert();
    const consumed = await Promise.all(
      Array.from({ length: 20 }, () => tokens.consume(token.hash, 'reset-password', NOW)),
    );
    expect(consumed.filter((result) => result !== null)).toEqual([token]);
    expect(await tokens.find(token.hash, 'reset-password', NOW)).toBeNull();
  });

  test('is consumed by one of two simultaneous transactions', async () => {
    const { hash } = await insert();
    const consume = () => database.transaction(() => tokens.consume(hash, 'reset-password', NOW));
    const consumed = await Promise.all([consume(), consume()]);
    expect(consumed.filter((result) => result !== null)).toHaveLength(1);
  });

  test('is still there when the transaction that took it fails', async () => {
    const { hash } = await insert();
    const failing = database.transaction(async () => {
      expect(await tokens.consume(hash, 'reset-password', NOW)).not.toBeNull();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await tokens.consume(hash, 'reset-password', NOW)).not.toBeNull();
  });

  test('is valid for its purpose only, and an attempt does not spend it', async () => {
    const { hash } = await insert({ purpose: 'second-factor' });
    expect(await tokens.find(hash, 'reset-password', NOW)).toBeNull();
    expect(await tokens.consume(hash, 'reset-password', NOW)).toBeNull();
    expect(await tokens.consume(hash, 'second-factor', NOW)).not.toBeNull();
  });

  test('is invalid once it has expired', async () => {
    const { hash } = await insert();
    expect(await tokens.find(hash, 'reset-password', END)).toBeNull();
    expect(await tokens.consume(hash, 'reset-password', END)).toBeNull();
  });
});

test('a one-time token from before the clock was set back is invalid', async () => {
  const at = (ms: number) => new Date(NOW.getTime() + ms);
  const token = await insert({ createdAt: at(60_001) });
  expect(await tokens.find(token.hash, token.purpose, NOW)).toBeNull();
  expect(await tokens.consume(token.hash, token.purpose, NOW)).toBeNull();
  // The clocks of two servers may differ by this much.
  expect(await tokens.consume(token.hash, token.purpose, at(1))).toEqual(token);
});

describe('the one-time tokens of an account', () => {
  test('are deleted for one purpose or for all, without affecting other accounts', async () => {
    const { hash: reset, accountId } = await insert();
    const { hash: change } = await insert({ accountId, purpose: 'change-email' });
    const { hash: stranger } = await insert();
    const isThere = async (hash: string, purpose: OneTimeToken['purpose']) =>
      (await tokens.find(hash, purpose, NOW)) !== null;
    await tokens.deleteByAccount(accountId ?? '', 'reset-password');
    expect(await isThere(reset, 'reset-password')).toBe(false);
    expect(await isThere(change, 'change-email')).toBe(true);
    await tokens.deleteByAccount(accountId ?? '');
    expect(await isThere(change, 'change-email')).toBe(false);
    expect(await isThere(stranger, 'reset-password')).toBe(true);
  });

  test('are the only tokens that a call about them reads', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    for (let index = 0; index < 20; index += 1) await insert();
    const { hash, accountId } = await insert();
    const cost = async (call: () => Promise<unknown>) => {
      const work = await workOf(embedded, call);
      expect(work.collectionScans).toEqual([]);
      return work.docsExamined;
    };
    expect(await cost(() => tokens.find(hash, 'reset-password', NOW))).toBe(1);
    expect(await cost(() => tokens.deleteByAccount(accountId ?? '', 'sign-up'))).toBe(0);
    expect(await cost(() => tokens.deleteByAccount(accountId ?? ''))).toBe(1);
    const { hash: next } = await insert();
    expect(await cost(() => tokens.consume(next, 'reset-password', NOW))).toBe(1);
  });
});
