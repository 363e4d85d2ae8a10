import type { MaybeToken } from '../session/session-mode.ts';

/**
 * Where a program keeps the token of a guest: whoever has it has the guest's cart, checkouts and
 * orders. It is asked before each call about buying, and a failure of it fails the call.
 */
export interface GuestStorage {
  get(): MaybeToken | Promise<MaybeToken>;
  set(token: string): void | Promise<void>;
}
