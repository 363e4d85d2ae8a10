import { insertAccount } from '@trastienda/auth/fixtures';
import type { AccountActor } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import { configureAuth } from './configure-auth.ts';

const { database } = await useTestDatabase(openDatabase);
const { accounts, carts } = database;

const NOW = new Date('2026-02-01T00:00:00.000Z');

const auth = configureAuth({
  database,
  config: {
    accounts: {
      ...{ shopName: 'Trastienda', storefrontUrl: null, encryptionKeys: null },
      ...{ passwordMinLength: 15, sessionDays: 30, sessionMaxDays: 90 },
    },
  },
  encryptionKeys: [{ id: 'tests', key: new Uint8Array(32).fill(7) }],
});

/** Inserts an account and returns it as the caller. */
async function insertCaller(): Promise<AccountActor> {
  const { id } = await insertAccount(accounts, { role: 'customer', createdAt: NOW });
  return {
    ...{ kind: 'account', accountId: id, sessionId: id },
    ...{ role: 'customer', permissions: [], isRecent: true },
  };
}

describe('deleting an account', () => {
  test('deletes its cart, and no other', async () => {
    const actor = await insertCaller();
    const { accountId } = actor;
    const cartOf = (kind: 'account' | 'guest', id: string) => ({
      ...{ id: carts.newId(), buyer: { kind, id }, currency: 'EUR', lines: [], discountCodes: [] },
      ...{ revision: 1, createdAt: NOW, updatedAt: NOW, expiresAt: new Date('2100-01-01') },
    });
    await carts.insert(cartOf('account', accountId));
    await carts.insert(cartOf('guest', accountId));
    const origin = { requestId: null, source: 'unknown', network: null, device: 'test' } as const;
    await auth.account.delete(actor, { ...origin, actor });
    expect(await carts.findByBuyer(`account:${accountId}`)).toBeNull();
    expect(await carts.findByBuyer(`guest:${accountId}`)).not.toBeNull();
  });
});
