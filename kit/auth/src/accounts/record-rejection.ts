import { isAuthError } from '@trastienda/auth-contract';
import type { CallOrigin } from '@trastienda/base';
import type { AuthDeps } from '../auth-deps.ts';

const REJECTIONS = ['PASSWORD_INCORRECT', 'SECOND_FACTOR_INVALID'] as const;

/**
 * Runs work that checks a proof of identity and records a rejection in the audit log. The entry is
 * written after the work's transaction, because its rollback would remove the entry too.
 */
export async function recordRejection<Result>(
  { record }: Pick<AuthDeps, 'record'>,
  origin: CallOrigin,
  accountId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isAuthError(error, REJECTIONS)) {
      await record(origin, {
        action: 'session.rejected',
        subjectId: accountId,
        details: { reason: error.reason },
      });
    }
    throw error;
  }
}
