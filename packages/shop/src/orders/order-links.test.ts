import { insertAccount } from '@trastienda/auth/fixtures';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { LINK_KEY, VISITOR } from '../testing/start-test-shop.ts';
import { createOrderLinks } from './order-links.ts';

const shop = await useTestOrders();
const { clock, advance } = shop;

const DAY_SECONDS = 86_400;
const links = createOrderLinks({ keys: [LINK_KEY], clock });
const otherKey = new Uint8Array(32).fill(8);
const INVALID = { reason: 'LINK_INVALID' };

async function linkOf(orderId: string): Promise<string> {
  const order = await shop.database.orders.find(orderId);
  if (order === null) throw new Error('The order is gone.');
  return links.issue(order);
}

describe('the link of an order', () => {
  test('shows it without what a forwarded email must not give away', async () => {
    const { buyer, orderId } = await shop.bought('fulfilled');
    const token = await linkOf(orderId);
    // The development page, shells and email programs pass these characters on unchanged.
    expect(token).toMatch(/^[\w-]{72}$/);
    const { email, billingAddress, isCancellable, ...view } = await shop.orders.get(buyer, {
      orderId,
    });
    const { phone, ...shippingAddress } = view.shippingAddress;
    expect(await shop.orders.getByLink({ token })).toEqual({ ...view, shippingAddress });
  });

  test('works for 90 days', async () => {
    const { orderId } = await shop.bought();
    const token = await linkOf(orderId);
    advance(90 * DAY_SECONDS - 1);
    expect(await shop.orders.getByLink({ token })).toMatchObject({ id: orderId });
    advance(1);
    await expect(shop.orders.getByLink({ token })).rejects.toMatchObject(INVALID);
  });

  test('is revoked by staff with all others of the order; later ones work', async () => {
    const bought = await shop.bought();
    const other = await shop.bought();
    const { orderId } = bought;
    const token = await linkOf(orderId);
    await shop.orderAdmin.revokeLinks(shop.callInput(bought), STAFF);
    await expect(shop.orders.getByLink({ token })).rejects.toMatchObject(INVALID);
    expect(await shop.orders.getByLink({ token: await linkOf(orderId) })).toMatchObject({
      id: orderId,
    });
    await shop.orders.getByLink({ token: await linkOf(other.orderId) });
    expect((await shop.eventsOf(bought)).at(-1)).toBe('order.links-revoked');
    const { items } = await shop.database.audit.list({ subjectId: orderId, limit: 10 });
    expect(items[0]).toMatchObject({ action: 'order.links-revoked', actor: { kind: 'account' } });
  });

  test('keeps working while keys are rotated, and not with a forgotten key', async () => {
    const { orderId } = await shop.bought();
    const order = await shop.database.orders.find(orderId);
    const rotated = createOrderLinks({ keys: [otherKey, LINK_KEY], clock });
    expect(rotated.read(links.issue({ id: orderId }))).toEqual({ orderId, version: 0 });
    const token = rotated.issue({ id: orderId });
    expect(order?.linkVersion).toBeUndefined();
    expect(links.read(token)).toBeNull();
    await expect(shop.orders.getByLink({ token })).rejects.toMatchObject(INVALID);
  });

  test('ends with the claim of an account, which then sees it by signing in', async () => {
    const { orderId } = await shop.bought();
    const token = await linkOf(orderId);
    const email = 'Ana@example.com';
    const { id } = await insertAccount(shop.database.accounts, {
      email,
      createdAt: clock.now(),
    });
    const actor = { accountId: id };
    expect(await shop.orders.claim(actor, { token }, VISITOR)).toMatchObject({ claimed: 1 });
    await expect(shop.orders.getByLink({ token })).rejects.toMatchObject(INVALID);
    expect(await shop.orders.claim(actor, { token }, VISITOR)).toMatchObject({ claimed: 0 });
  });

  test('of an order that does not exist fails as every wrong token does', async () => {
    const missing = links.issue({ id: 'f'.repeat(24) });
    for (const token of [missing, 'x', '', missing.slice(1), `${missing}A`])
      await expect(shop.orders.getByLink({ token })).rejects.toMatchObject(INVALID);
  });

  test('is not read from a token with any other bit', () => {
    const bytes = Buffer.from(links.issue({ id: 'a'.repeat(24), linkVersion: 3 }), 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const forged = Buffer.from(bytes);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(links.read(forged.toString('base64url'))).toBeNull();
      }),
    );
    expect(links.read(bytes.toString('base64url'))).toEqual({
      orderId: 'a'.repeat(24),
      version: 3,
    });
  });
});
