import { type Clock, isBaseError } from '@trastienda/base';
import { ConflictError, runWithoutDeadline } from '@trastienda/mongo';
import type { Database, PaymentState } from '@trastienda/shop-db';
import { maxWaitMs, RETRY_MS } from '../payments/next-step.ts';

/** Delay after the first failure in a row; doubled after each further one. */
const FIRST_RETRY_MS = 5_000;
/** Delay after a lost race: longer than the change that has won it takes. */
const CONFLICT_RETRY_MS = 1_000;

/** Returns whether an attempt has lost a race in the shop, which says nothing of the provider. */
function isConflict(error: unknown): boolean {
  return error instanceof ConflictError || isBaseError(error, ['DATABASE_BUSY', 'SERVER_BUSY']);
}

/** Returns how long to wait after failures in a row, from 1. */
function failureWaitMs(failures: number, retryMs: number): number {
  const firstMs = Math.min(FIRST_RETRY_MS, retryMs);
  return Math.min(firstMs * 2 ** (failures - 1), maxWaitMs(retryMs));
}

interface PlanRetryDeps {
  readonly database: Pick<Database, 'payments'>;
  readonly clock: Clock;
  readonly retryMs?: number;
}

/**
 * Schedules a payment after an attempt to advance it has thrown: seconds later, and with doubled
 * delays after further failures of a worker, which has leased the payment. A lost race does not count
 * as a failure. Whatever the attempt and others have written meanwhile, the payment does not wait for
 * longer. Never rejects: without this write, the payment waits until its lease or step runs out.
 */
export async function planRetry(
  { database, clock, retryMs = RETRY_MS }: PlanRetryDeps,
  { paymentId, leased }: { readonly paymentId: string; readonly leased: PaymentState | undefined },
  error: unknown,
): Promise<void> {
  const hasLost = isConflict(error);
  const attempts = leased?.attempts ?? 0;
  const waitMs = hasLost ? CONFLICT_RETRY_MS : failureWaitMs(Math.max(1, attempts), retryMs);
  const nextAttemptAt = new Date(clock.now().getTime() + waitMs);
  const { payments } = database;
  const plan = () =>
    leased === undefined
      ? payments.bringForward(paymentId, nextAttemptAt)
      : payments.postpone(leased, { nextAttemptAt, attempts: hasLost ? attempts - 1 : attempts });
  // The caller may have had too little time, which must not delay the payment.
  await runWithoutDeadline(plan).catch(() => {});
}
