import { setTimeout as wait } from 'node:timers/promises';
import { ShopError } from '@trastienda/contract';
import { ConflictError } from '@trastienda/db';

/** Of so many at once, one gets through each time. */
const MAX_ATTEMPTS = 30;

/** Runs `work` again from its reads when it lost a race. `DATABASE_BUSY` after too many. */
export async function retryOnConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
    // Those who lost together would meet again.
    await wait(Math.random() * Math.min(100, 4 * attempt));
  }
  throw new ShopError('DATABASE_BUSY');
}
