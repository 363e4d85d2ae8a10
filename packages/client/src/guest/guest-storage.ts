import type { MaybeToken } from '@trastienda/client';

/**
 * Storage of a guest's token, which gives access to the guest's cart, checkouts and orders. It is
 * read before each call about buying, and its failure fails the call.
 */
export interface GuestStorage {
  get(): MaybeToken | Promise<MaybeToken>;
  set(token: string): void | Promise<void>;
}

/**
 * Where a guest's token is kept: in a storage of the program, or in a cookie that the server sets and no
 * script can read.
 */
export type GuestMode = GuestStorage | { readonly kind: 'cookie' };
