import { type AccountEmailQueue, type Auth, createAuth } from '@trastienda/auth';
import {
  type AuditAction,
  buyerKeyOf,
  type Permission,
  type Role,
  SHOP_ROLES,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import type { Config, EncryptionKeys } from '../config/env.ts';

const DAY_SECONDS = 24 * 60 * 60;

export interface AuthOptions {
  readonly database: Database;
  readonly config: Pick<Config, 'accounts'>;
  readonly encryptionKeys: EncryptionKeys;
  /** Without it, emails wait in the database until a server sends them. */
  readonly emails?: AccountEmailQueue;
  /** Erases the shop's data of a deleted account; must not reject. */
  readonly onDeleted?: (accountId: string) => Promise<void>;
}

/** Auth with the roles, permissions and audited actions of the shop. */
export interface ShopAuth extends Auth<Role, Permission, AuditAction> {}

/** Returns the options of auth that describe the shop: roles, and the cart and the addresses that an account owns. */
export function describeShop(database: Pick<Database, 'addressBooks' | 'carts'>) {
  return {
    roles: SHOP_ROLES,
    initialRole: 'customer',
    ownerRole: 'owner',
    onDeleting: async (id: string) => {
      await database.addressBooks.delete(id);
      await database.carts.removeByBuyer(buyerKeyOf({ kind: 'account', id }));
    },
  } as const;
}

/** Creates auth from the configuration. */
export function configureAuth(options: AuthOptions): ShopAuth {
  const { database, config, encryptionKeys, emails, onDeleted } = options;
  const { shopName, passwordMinLength, sessionDays, sessionMaxDays } = config.accounts;
  return createAuth({
    database,
    ...describeShop(database),
    config: {
      applicationName: shopName,
      passwordMinLength,
      encryptionKeys,
      session: {
        slidingSeconds: sessionDays * DAY_SECONDS,
        absoluteSeconds: sessionMaxDays * DAY_SECONDS,
      },
    },
    ...(emails && { emails }),
    ...(onDeleted && { onDeleted }),
  });
}
