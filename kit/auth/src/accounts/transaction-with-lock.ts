import type { AuthDeps } from '../auth-deps.ts';

/**
 * Runs a transaction that locks an account, after earlier ones for the same account in this
 * process. Otherwise many concurrent sign-ins to one account would conflict until some of them
 * fail.
 */
export function transactionWithLock<Result>(
  { database, locks }: Pick<AuthDeps, 'database' | 'locks'>,
  accountId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return locks.run(accountId, () => database.transaction(work));
}
