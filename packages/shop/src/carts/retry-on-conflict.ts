import { setTimeout as wait } from 'node:timers/promises';
import { ConflictError } from '@trastienda/mongo';
import { ShopError } from '@trastienda/shop-contract';

/** Maximum attempts. In each round of conflicting attempts one succeeds. */
const MAX_ATTEMPTS = 30;

/**
 * Runs `work` again from its reads after a conflict.
 * @throws {ShopError} DATABASE_BUSY after too many attempts.
 */
export async function retryOnConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
    // Random delays keep the same attempts from conflicting again.
    await wait(Math.random() * Math.min(100, 4 * attempt));
  }
  throw new ShopError('DATABASE_BUSY');
}
