import { auditedOrigin, type Clock } from '@trastienda/base';
import {
  type Buyer,
  type CallOrigin,
  MAX_CLAIMED_ORDERS,
  ShopError,
} from '@trastienda/shop-contract';
import { emailKey, type OrderState } from '@trastienda/shop-db';
import { type LinkedOrderDeps, readLinkedOrder } from './linked-order.ts';
import type { OrderService } from './order-services.ts';
import { writeOrder } from './write-order.ts';

/**
 * Age of the oldest order that an account may claim by its address alone. Providers give an address
 * that was given up to another person, but not so soon.
 */
const MAX_AGE_MS = 90 * 86_400_000;

export interface ClaimOrdersDeps extends LinkedOrderDeps {
  readonly clock: Clock;
}

/** The account that claims, as far as claims depend on it. */
interface Claimant {
  readonly email: string;
  readonly emailVerifiedAt: Date;
}

type AccountState = Awaited<ReturnType<LinkedOrderDeps['database']['accounts']['find']>>;

/**
 * Requires an account that may claim.
 * @throws {ShopError} SESSION_ENDED when it is disabled or deleted.
 */
function claimantOf(account: AccountState): Claimant {
  if (account === null || account.email === null || account.disabledAt !== null) {
    throw new ShopError('SESSION_ENDED');
  }
  return { email: account.email, emailVerifiedAt: account.emailVerifiedAt };
}

/**
 * Returns when an order must have been placed to be claimed without a link. Only orders from before
 * the last proof of the mailbox: a person whose address belongs to another one since then keeps
 * the account, and must not get the orders of the other one.
 */
function claimableSpan({ emailVerifiedAt }: Claimant, now: Date) {
  return { from: new Date(now.getTime() - MAX_AGE_MS), until: emailVerifiedAt };
}

const isGuests = ({ buyer, email }: OrderState, claimant: Claimant) =>
  buyer.kind === 'guest' && emailKey(email) === emailKey(claimant.email);

function isClaimable(order: OrderState, claimant: Claimant, now: Date): boolean {
  const { from, until } = claimableSpan(claimant, now);
  return isGuests(order, claimant) && order.placedAt >= from && order.placedAt < until;
}

/** Creates the claims of guests' orders by the account that has their address. */
export function createClaimOrders(
  deps: ClaimOrdersDeps,
): Pick<OrderService, 'claimable' | 'claim'> {
  const { database, clock } = deps;
  const { accounts, orders } = database;

  const list = async (accountId: string): Promise<OrderState[]> => {
    const claimant = claimantOf(await accounts.find(accountId));
    const span = claimableSpan(claimant, clock.now());
    return orders.listByGuestEmail(claimant.email, span, MAX_CLAIMED_ORDERS);
  };

  /** Claims an order unless another call has; everything is read again in the transaction. */
  const claimOne = (
    accountId: string,
    read: (claimant: Claimant, now: Date) => Promise<OrderState | null>,
    origin: CallOrigin,
  ): Promise<number> =>
    database.transaction(async () => {
      // Conflicts with a change of the address and with a deletion of the account.
      const claimant = claimantOf(await accounts.lock(accountId));
      const at = clock.now();
      const order = await read(claimant, at);
      if (order === null) return 0;
      const buyer: Buyer = { kind: 'account', id: accountId };
      const draft = { type: 'order.claimed', data: { accountId } } as const;
      await writeOrder(deps, order, { buyer }, [draft], { at, requestId: origin.requestId });
      const entry = { action: 'order.claimed', subjectId: order.id, details: {}, at } as const;
      await database.audit.append({ ...entry, ...auditedOrigin(origin) });
      return 1;
    });

  return {
    claimable: async ({ accountId }) => ({ count: (await list(accountId)).length }),

    async claim({ accountId }, { token }, origin) {
      if (token !== undefined) {
        const linked = async (claimant: Claimant) => {
          const order = await readLinkedOrder(deps, token);
          if (order.buyer.kind === 'account' && order.buyer.id === accountId) return null;
          // The holder of a forwarded email has another address.
          if (!isGuests(order, claimant)) throw new ShopError('LINK_INVALID');
          return order;
        };
        const claimed = await claimOne(accountId, linked, origin);
        return { claimed, remaining: (await list(accountId)).length };
      }
      let claimed = 0;
      for (const { id } of await list(accountId)) {
        const current = async (claimant: Claimant, now: Date) => {
          const order = await orders.find(id);
          return order !== null && isClaimable(order, claimant, now) ? order : null;
        };
        claimed += await claimOne(accountId, current, origin);
      }
      return { claimed, remaining: (await list(accountId)).length };
    },
  };
}
