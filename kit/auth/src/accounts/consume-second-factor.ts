import { AuthError, type SecondFactor } from '@trastienda/auth-contract';
import type { CallOrigin } from '@trastienda/base';
import type { AuthDeps } from '../auth-deps.ts';
import type { ActiveAccount } from '../base/active-account.ts';
import { hashRecoveryCode } from '../second-factor/recovery-codes.ts';
import { openTotpSecret } from './open-totp-secret.ts';
import { totpContext } from './totp-context.ts';

async function consumeRecoveryCode(
  { database: { accounts }, record }: AuthDeps,
  account: ActiveAccount,
  recoveryCode: string,
  origin: CallOrigin,
): Promise<void> {
  const isSpent = await accounts.consumeRecoveryCode(account.id, hashRecoveryCode(recoveryCode));
  if (!isSpent) throw new AuthError('SECOND_FACTOR_INVALID');
  await record(origin, {
    action: 'account.recovery-code-used',
    subjectId: account.id,
    actor: { kind: 'account', id: account.id },
    details: { left: account.recoveryCodeHashes.length - 1 },
  });
}

async function consumeTotpCode(
  { database: { accounts }, cipher, totp }: AuthDeps,
  account: ActiveAccount,
  code: string,
): Promise<void> {
  if (!account.totp?.isConfirmed) throw new AuthError('SECOND_FACTOR_INVALID');
  const sealed = account.totp.secret;
  const context = totpContext(account.id);
  const secret = openTotpSecret({ cipher }, account.id, sealed);
  const step = totp.matchStep(secret, code);
  const isSpent = step !== null && (await accounts.consumeTotpStep(account.id, step));
  if (!isSpent) throw new AuthError('SECOND_FACTOR_INVALID');
  if (!cipher.isCurrent(sealed)) {
    await accounts.resealTotp(account.id, sealed, cipher.seal(secret, context));
  }
}

/**
 * Consumes a one-time code of the account in the caller's transaction and returns its kind. The
 * code stays valid if the transaction aborts; of two callers with the same code, one succeeds.
 *
 * @throws {AuthError} SECOND_FACTOR_INVALID when the code is wrong or already used.
 */
export async function consumeSecondFactor(
  deps: AuthDeps,
  account: ActiveAccount,
  factor: SecondFactor,
  origin: CallOrigin,
): Promise<'totp' | 'recovery-code'> {
  if ('recoveryCode' in factor) {
    await consumeRecoveryCode(deps, account, factor.recoveryCode, origin);
    return 'recovery-code';
  }
  await consumeTotpCode(deps, account, factor.code);
  return 'totp';
}
