import {
  type AccountActor,
  AddAddressInput,
  type Address,
  MAX_ADDRESSES,
} from '@trastienda/shop-contract';
import { failAtEachWrite } from '@trastienda/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCrashable } from '../testing/create-crashable.ts';
import { useTestPayments } from '../testing/start-test-payments.ts';
import { ADDRESS } from '../testing/start-test-shop.ts';

const shop = await useTestPayments();
const { addresses, database } = shop;

let count = 0;

/** An account that no other test has. */
function newAccount(): AccountActor {
  count += 1;
  const accountId = String(count).padStart(24, '0');
  return {
    ...{ kind: 'account', accountId, sessionId: 's', role: 'customer' },
    ...{ permissions: [], isRecent: true },
  };
}

let ana = newAccount();
beforeEach(() => {
  ana = newAccount();
});

const at = (line1: string): Address => ({ ...ADDRESS, line1 });

function add(
  address: Address,
  {
    defaultFor = [],
    idempotencyKey = shop.newKey(),
  }: Partial<Parameters<typeof addresses.add>[1]> = {},
  service = addresses,
) {
  return service.add(ana, { ...AddAddressInput.parse({ address, defaultFor }), idempotencyKey });
}

const linesOf = async () =>
  (await addresses.get(ana)).addresses.map(({ address: { line1 } }) => line1);

describe('The address book of an account', () => {
  test('is empty at first, and keeps addresses in the order of their addition', async () => {
    const nothing = { addresses: [], defaultShippingId: null, defaultBillingId: null };
    expect(await addresses.get(ana)).toEqual(nothing);
    await add(at('one'));
    const book = await add(at('two'));
    expect(book).toEqual(await addresses.get(ana));
    expect(book.addresses.map(({ address }) => address)).toEqual([at('one'), at('two')]);
    expect(await addresses.get(newAccount())).toEqual(nothing);
  });

  test('has its first address as the default, until another one takes its place', async () => {
    const [first] = (await add(at('one'))).addresses;
    const { addresses: both, ...defaults } = await add(at('two'), { defaultFor: ['billing'] });
    const second = both[1]?.id ?? '';
    expect(defaults).toEqual({ defaultShippingId: first?.id, defaultBillingId: second });
    const moved = await addresses.setDefault(ana, { addressId: second, purpose: 'shipping' });
    expect(moved).toMatchObject({ defaultShippingId: second, defaultBillingId: second });
    expect(await addresses.remove(ana, { addressId: second })).toEqual({
      ...{ addresses: [first], defaultShippingId: null, defaultBillingId: null },
    });
  });

  test('replaces an address under its id, and removes it once', async () => {
    const [saved] = (await add(at('one'))).addresses;
    const addressId = saved?.id ?? '';
    const book = await addresses.update(ana, { addressId, address: at('other') });
    expect(book).toMatchObject({
      addresses: [{ id: addressId, address: { line1: 'other' } }],
      defaultShippingId: addressId,
    });
    await addresses.remove(ana, { addressId });
    expect(await addresses.remove(ana, { addressId })).toMatchObject({ addresses: [] });
  });

  test('rejects changes of an address that is not in it, and changes nothing', async () => {
    const [saved] = (await add(at('one'))).addresses;
    const addressId = saved?.id ?? '';
    const stranger = newAccount();
    const failure = { reason: 'ADDRESS_NOT_FOUND', details: { id: addressId } };
    for (const call of [
      addresses.update(stranger, { addressId, address: at('mine now') }),
      addresses.setDefault(stranger, { addressId, purpose: 'billing' }),
    ]) {
      await expect(call).rejects.toMatchObject(failure);
    }
    expect(await addresses.remove(stranger, { addressId })).toMatchObject({ addresses: [] });
    expect(await linesOf()).toEqual(['one']);
    expect(await database.addressBooks.find(stranger.accountId)).toBeNull();
  });

  test('has room for a limited number of addresses', async () => {
    for (let index = 0; index < MAX_ADDRESSES; index += 1) await add(at(String(index)));
    await expect(add(at('too many'))).rejects.toMatchObject({
      reason: 'ADDRESS_BOOK_FULL',
      details: { max: MAX_ADDRESSES },
    });
    expect(await linesOf()).toHaveLength(MAX_ADDRESSES);
  });
});

describe('Changes of an address book', () => {
  const elsewhere = shop.openProcess().addresses;

  test('that are repeated with their key add one address', async () => {
    const call = { idempotencyKey: shop.newKey() };
    const [first, second] = await Promise.all([
      add(at('one'), call),
      add(at('one'), call, elsewhere),
    ]);
    expect(second).toEqual(first);
    expect(await linesOf()).toEqual(['one']);
  });

  test('that happen at once all take effect, up to the limit', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        add(at(String(index)), {}, index % 2 === 0 ? addresses : elsewhere),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array(8).fill('fulfilled'));
    expect((await linesOf()).sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });

  test('leave one default for each purpose, which is in the book, whatever happens at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      ana = newAccount();
      for (const line of ['one', 'two', 'three']) await add(at(line));
      const ids = (await addresses.get(ana)).addresses.map(({ id }) => id);
      const [one = '', two = '', three = ''] = ids;
      await Promise.allSettled([
        addresses.setDefault(ana, { addressId: two, purpose: 'shipping' }),
        elsewhere.setDefault(ana, { addressId: three, purpose: 'shipping' }),
        elsewhere.setDefault(ana, { addressId: three, purpose: 'billing' }),
        addresses.remove(ana, { addressId: one }),
        elsewhere.remove(ana, { addressId: three }),
      ]);
      const book = await addresses.get(ana);
      expect(book.addresses.map(({ id }) => id)).toEqual([two]);
      expect([two, null]).toContain(book.defaultShippingId);
      expect(book.defaultBillingId).toBeNull();
    }
  });

  test('happen as a whole or not at all when a write fails', async ({ skip }) => {
    const { server } = shop;
    if (server.embedded === undefined) return skip('fail points are of the embedded database');
    const call = { idempotencyKey: shop.newKey() };
    const before = await server.contents();
    const failures = await failAtEachWrite(
      server.uri,
      () => add(at('one'), call),
      async () => expect(await server.contents()).toBe(before),
    );
    // The book, the key and the commit.
    expect(failures).toBeGreaterThanOrEqual(3);
    expect(await linesOf()).toEqual(['one']);
  });

  test('of a process that crashes are finished by the repeated call', async () => {
    for (let moments = 0; ; moments += 1) {
      ana = newAccount();
      const call = { idempotencyKey: shop.newKey() };
      const crashable = createCrashable(shop, moments);
      const crashing = shop.openProcess({ database: crashable.database }).addresses;
      await add(at('one'), call, crashing).catch((error: unknown) => {
        if (!crashable.hasCrashed()) throw error;
      });
      await add(at('one'), call);
      expect(await linesOf()).toEqual(['one']);
      if (!crashable.hasCrashed()) break;
    }
  });
});
