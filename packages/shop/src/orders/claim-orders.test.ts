import { insertAccount } from '@trastienda/auth/fixtures';
import type { AccountActor, Buyer } from '@trastienda/shop-contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { LINK_KEY, VISITOR } from '../testing/start-test-shop.ts';
import { createOrderLinks } from './order-links.ts';

const shop = await useTestOrders();
const { accounts, orders } = shop.database;
const links = createOrderLinks({ keys: [LINK_KEY], clock: shop.clock });

const DAY_SECONDS = 86_400;

let sku: string;
beforeAll(async () => {
  sku = await shop.offer({ quantity: 1000 });
});

let count = 0;
/** Returns an address that no other test uses. */
function newEmail(): string {
  count += 1;
  return `Ana.${count}@Example.com`;
}

/** Places an order; returns its id. Time passes after it. */
async function buy(email: string, buyer: Buyer = shop.newBuyer()): Promise<string> {
  await shop.fill(buyer, { sku });
  const checkout = await shop.checkout.start(buyer, shop.startInput({ email }), VISITOR);
  const begun = { buyer, checkout };
  await shop.pay(begun, 'pm_test_approve');
  await shop.complete(begun);
  shop.advance(1);
  return (await shop.orderOf(begun))?.id ?? '';
}

/** Creates an account whose address is verified now. */
async function signUp(email: string): Promise<AccountActor> {
  const { id } = await insertAccount(accounts, { email, createdAt: shop.clock.now() });
  shop.advance(1);
  const session = { sessionId: 's1', role: 'customer', permissions: [], isRecent: false } as const;
  return { kind: 'account', accountId: id, ...session };
}

const claim = (actor: AccountActor, token?: string) =>
  shop.orders.claim(actor, token === undefined ? {} : { token }, { ...VISITOR, actor });

const tokenOf = (id: string) => links.issue({ id });

/** Changes an account's address with both confirmations. */
async function moveTo(accountId: string, email: string): Promise<void> {
  const at = shop.clock.now();
  const change = {
    ...{ id: `c-${email}`, email, emailKey: email.toLowerCase() },
    ...{ isOldConfirmed: true, isNewConfirmed: true, expiresAt: new Date(at.getTime() + 1) },
  };
  await accounts.startEmailChange(accountId, change);
  expect(await accounts.completeEmailChange(accountId, change.id, at)).toBe(true);
}

describe('orders that a guest has placed', () => {
  test('are counted and join the account that verifies their address, when it asks', async () => {
    const email = newEmail();
    const guest = shop.newBuyer();
    const ids = [await buy(email.toLowerCase(), guest), await buy(email, shop.newBuyer())];
    const actor = await signUp(email.toUpperCase());
    expect(await shop.orders.claimable(actor)).toEqual({ count: 2 });
    expect(await claim(actor)).toEqual({ claimed: 2, remaining: 0 });
    const buyer: Buyer = { kind: 'account', id: actor.accountId };
    const { items } = await shop.orders.list(buyer, { limit: 10 });
    expect(items.map(({ id }) => id)).toEqual(ids.toReversed());
    const [orderId = ''] = ids;
    await expect(shop.orders.get(guest, { orderId })).rejects.toMatchObject({
      reason: 'ORDER_NOT_FOUND',
    });
    const history = { aggregate: 'order', aggregateId: orderId, limit: 100 } as const;
    const { items: events } = await shop.orderAdmin.events(history, STAFF);
    expect(events.at(-1)).toMatchObject({
      type: 'order.claimed',
      data: { accountId: actor.accountId },
    });
    const audited = await shop.database.audit.list({ subjectId: orderId, limit: 1 });
    expect(audited.items).toMatchObject([
      { action: 'order.claimed', actor: { kind: 'account', id: actor.accountId } },
    ]);
    expect(await claim(actor)).toEqual({ claimed: 0, remaining: 0 });
  });

  test('are at most 20 per claim', async () => {
    const email = newEmail();
    for (let index = 0; index < 21; index += 1) await buy(email);
    const actor = await signUp(email);
    expect(await shop.orders.claimable(actor)).toEqual({ count: 20 });
    expect(await claim(actor)).toEqual({ claimed: 20, remaining: 1 });
    expect(await claim(actor)).toEqual({ claimed: 1, remaining: 0 });
  });

  test('stay with the guest when the account had the address before they were placed', async () => {
    const email = newEmail();
    const actor = await signUp(email);
    // By now the mailbox may belong to another person, who has bought this.
    const id = await buy(email);
    expect(await shop.orders.claimable(actor)).toEqual({ count: 0 });
    expect(await claim(actor)).toEqual({ claimed: 0, remaining: 0 });
    // A new proof of the mailbox, such as a reset of the password, shows that it does not.
    await accounts.verifyEmail(actor.accountId, shop.clock.now());
    expect(await claim(actor)).toEqual({ claimed: 1, remaining: 0 });
    expect((await orders.find(id))?.buyer).toEqual({ kind: 'account', id: actor.accountId });
  });

  test('join by the link of their email too, if they have the address of the account', async () => {
    const email = newEmail();
    const actor = await signUp(email);
    const [first, second] = [await buy(email), await buy(email)];
    expect(await claim(actor, tokenOf(first))).toEqual({ claimed: 1, remaining: 0 });
    expect(await claim(actor, tokenOf(first))).toEqual({ claimed: 0, remaining: 0 });
    expect((await orders.find(second))?.buyer.kind).toBe('guest');
    const friend = await signUp(newEmail());
    for (const token of [tokenOf(first), tokenOf(second), 'wrong'])
      await expect(claim(friend, token)).rejects.toMatchObject({ reason: 'LINK_INVALID' });
  });

  test('are too old for a claim after 90 days, when the address may have another owner', async () => {
    const email = newEmail();
    await buy(email);
    shop.advance(90 * DAY_SECONDS);
    const actor = await signUp(email);
    expect(await shop.orders.claimable(actor)).toEqual({ count: 0 });
    expect(await claim(actor)).toEqual({ claimed: 0, remaining: 0 });
  });

  test('of other addresses and of accounts are not claimed', async () => {
    const [email, other] = [newEmail(), newEmail()];
    await buy(other);
    await buy(email, { kind: 'account', id: (await signUp(other)).accountId });
    expect(await claim(await signUp(email))).toEqual({ claimed: 0, remaining: 0 });
  });
});

describe('claims at once', () => {
  test('by two calls of the account move each order once', async () => {
    const email = newEmail();
    const ids = [await buy(email), await buy(email), await buy(email)];
    const actor = await signUp(email);
    const results = await Promise.all([claim(actor), claim(actor)]);
    expect(results.reduce((sum, { claimed }) => sum + claimed, 0)).toBe(3);
    for (const orderId of ids) {
      const types = await shop.eventsOf({ ...{ orderId, sku, skus: [] }, buyer: shop.newBuyer() });
      expect(types.filter((type) => type === 'order.claimed')).toHaveLength(1);
    }
  });

  test('by the former and the present holder of an address give the orders to the present one', async () => {
    const email = newEmail();
    const id = await buy(email);
    const former = await signUp(email);
    await moveTo(former.accountId, newEmail());
    const present = await signUp(email);
    const [lost, won] = await Promise.all([claim(former), claim(present)]);
    expect([lost.claimed, won.claimed]).toEqual([0, 1]);
    expect((await orders.find(id))?.buyer).toEqual({ kind: 'account', id: present.accountId });
  });

  test('and the deletion of the account: a deleted account gets nothing', async () => {
    const email = newEmail();
    const id = await buy(email);
    const actor = await signUp(email);
    await accounts.anonymize(actor.accountId, 'customer', shop.clock.now());
    await expect(claim(actor)).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
    await expect(claim(actor, tokenOf(id))).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
    expect((await orders.find(id))?.buyer.kind).toBe('guest');
  });
});
