import { createStoreClient } from '@trastienda/shop-client';
import { createFakeFetch, fail } from '@trastienda/shop-client/testing';
import { describe, expect, test } from 'vitest';
import { callOnce, type KeyStorage } from './call-once.ts';

function createStorage(): KeyStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

/** Makes a call, and returns the key that it had. */
async function keyOf(
  storage: KeyStorage,
  input: unknown,
  answer: () => Promise<unknown> = () => Promise.reject(new Error('no connection')),
): Promise<string> {
  let used = '';
  const call = (key: string) => {
    used = key;
    return answer();
  };
  await callOnce('pay', input, call, storage).catch(() => undefined);
  return used;
}

describe('An intention', () => {
  test('keeps its key while no response has arrived, also over a reload', async () => {
    const storage = createStorage();
    const first = await keyOf(storage, { method: 'a' });
    expect(await keyOf(storage, { method: 'a' })).toBe(first);
  });

  test('ends with the answer', async () => {
    const storage = createStorage();
    const first = await keyOf(storage, { method: 'a' }, () => Promise.resolve('done'));
    expect(storage.kept.size).toBe(0);
    expect(await keyOf(storage, { method: 'a' })).not.toBe(first);
  });

  test('is another one with another input', async () => {
    const storage = createStorage();
    const first = await keyOf(storage, { method: 'a' });
    expect(await keyOf(storage, { method: 'b' })).not.toBe(first);
  });

  test('ends when the server has declined it, and not when it may be repeated', async () => {
    const checkoutId = '0123456789abcdef01234567';
    const storage = createStorage();
    let isClosed = false;
    const fetch = createFakeFetch({
      'checkout.pay': () =>
        isClosed
          ? fail('CHECKOUT_CLOSED', { status: 'expired' as const })
          : fail('PAYMENT_UNAVAILABLE', { code: 'x' }, { isRetryable: true }),
    });
    const client = createStoreClient({ url: 'http://shop.test', fetch });
    const pay = () => client.checkout.pay.mutate({ checkoutId });
    const first = await keyOf(storage, {}, pay);
    isClosed = true;
    expect(await keyOf(storage, {}, pay)).toBe(first);
    expect(await keyOf(storage, {})).not.toBe(first);
  });

  test('works where the browser keeps nothing', async () => {
    const storage: KeyStorage = {
      ...createStorage(),
      setItem: () => {
        throw new Error('full');
      },
    };
    const first = await keyOf(storage, { method: 'c' });
    expect(await keyOf(storage, { method: 'c' })).toBe(first);
  });
});
