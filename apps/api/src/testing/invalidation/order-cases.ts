import { STAFF } from './start-observed-shop.ts';
import { ADDRESS, MUG, type MutationCases } from './world.ts';

const OF_ORDER = ['orders.get', 'orders.list'];
const ONE_MUG = [{ sku: MUG, quantity: 1 }];

/** Calls of buyers and staff about orders. */
export const ORDER_CASES: MutationCases = {
  'orders.cancel': [
    {
      when: 'of the last units',
      changes: OF_ORDER,
      later: ['catalog.get', 'catalog.list', 'catalog.facets'],
      prepare: async ({ as, guest, buy, runBackground }) => {
        const orderId = await buy(guest, 3);
        await runBackground();
        return () => as(guest).orders.cancel({ orderId });
      },
    },
  ],
  'orders.claim': [
    {
      changes: [...OF_ORDER, 'orders.claimable'],
      prepare: async ({ as, guest, account, accountId, database, buy }) => {
        await buy(guest);
        // The account proves access to its mailbox after the order.
        const at = new Date('2026-06-02T12:00:00.000Z');
        await database.accounts.verifyEmail(accountId, at);
        return () => as(account).orders.claim({});
      },
    },
  ],
  'orders.getByLink': [
    {
      when: 'with a token of another shop',
      changes: [],
      prepare:
        ({ as, guest }) =>
        () =>
          as(guest)
            .orders.getByLink({ token: 'x' })
            .catch(() => null),
    },
  ],
  'orders.requestReturn': [
    {
      changes: ['orders.get'],
      prepare: async ({ as, guest, buy, ship }) => {
        const orderId = await buy(guest);
        await ship(orderId);
        const request = { orderId, lines: ONE_MUG, reason: 'It is broken.' };
        return () => as(guest).orders.requestReturn(request);
      },
    },
  ],
  'admin.orders.addNote': [
    {
      changes: [],
      prepare: async ({ as, guest, buy }) => {
        const orderId = await buy(guest);
        return () => as(STAFF).admin.orders.addNote({ orderId, text: 'Calls back.' });
      },
    },
  ],
  'admin.orders.cancel': [
    {
      changes: OF_ORDER,
      prepare: async ({ as, guest, buy }) => {
        const orderId = await buy(guest);
        return () => as(STAFF).admin.orders.cancel({ orderId });
      },
    },
    {
      when: 'of the rest',
      changes: OF_ORDER,
      prepare: async ({ as, guest, buy }) => {
        const orderId = await buy(guest, 2);
        await as(STAFF).admin.orders.fulfil({ orderId, lines: ONE_MUG });
        return () => as(STAFF).admin.orders.cancel({ orderId });
      },
    },
  ],
  'admin.orders.changeAddress': [
    {
      changes: ['orders.get'],
      prepare: async ({ as, guest, buy }) => {
        const orderId = await buy(guest);
        const shippingAddress = { ...ADDRESS, line1: 'Calle Mayor 2' };
        return () => as(STAFF).admin.orders.changeAddress({ orderId, shippingAddress });
      },
    },
  ],
  'admin.orders.fulfil': [
    {
      changes: OF_ORDER,
      prepare: async ({ guest, buy, ship }) => {
        const orderId = await buy(guest);
        return () => ship(orderId);
      },
    },
  ],
  'admin.orders.refund': [
    {
      changes: ['orders.get'],
      prepare: async ({ as, guest, buy, ship }) => {
        const orderId = await buy(guest);
        await ship(orderId);
        const what = { kind: 'amount', amount: 100 } as const;
        return () => as(STAFF).admin.orders.refund({ orderId, what });
      },
    },
  ],
  'admin.orders.resolveReturn': [
    {
      changes: ['orders.get'],
      prepare: async ({ as, guest, buy, ship }) => {
        const orderId = await buy(guest);
        await ship(orderId);
        const request = { orderId, lines: ONE_MUG, reason: 'It is broken.' };
        const { returns } = await as(guest).orders.requestReturn(request);
        const answer = { orderId, returnId: returns[0]?.id ?? '', decision: 'accepted' } as const;
        return () => as(STAFF).admin.orders.resolveReturn(answer);
      },
    },
  ],
  'admin.orders.revokeLinks': [
    {
      changes: [],
      prepare: async ({ as, guest, buy }) => {
        const orderId = await buy(guest);
        return () => as(STAFF).admin.orders.revokeLinks({ orderId });
      },
    },
  ],
};
