import { UnsealError } from '@trastienda/mongo';
import type { AuthDeps } from '../auth-deps.ts';
import type { OperatorService } from '../services.ts';
import { totpContext } from './totp-context.ts';

/** Page size when reading accounts. */
const PAGE = 100;

/**
 * Creates the rotation of encryption keys: re-encrypts TOTP secrets sealed with an older key.
 * Waiting emails are skipped, because they expire within a day. A server that still has the older
 * key first keeps sealing with it; the counts by key show this, and the command can be repeated.
 */
export function createReseal({ database, cipher }: AuthDeps): OperatorService['reseal'] {
  const { accounts } = database;

  /** Returns the secret sealed with the first key, or null if no key opens it. */
  const resealSecret = (sealed: string, context: string): string | null => {
    try {
      return cipher.seal(cipher.open(sealed, context), context);
    } catch (error) {
      if (error instanceof UnsealError) return null;
      throw error;
    }
  };

  async function* allSecrets() {
    let afterId = '';
    for (;;) {
      const page = await accounts.listTotpSecrets(afterId, PAGE);
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      afterId = last.accountId;
    }
  }

  return async () => {
    let resealed = 0;
    let unopenable = 0;
    const byKey: Record<string, number> = {};
    for await (const { accountId, secret } of allSecrets()) {
      if (cipher.isCurrent(secret)) continue;
      const replacement = resealSecret(secret, totpContext(accountId));
      if (replacement === null) unopenable += 1;
      else if (await accounts.resealTotp(accountId, secret, replacement)) resealed += 1;
    }
    for await (const { secret } of allSecrets()) {
      const keyId = cipher.keyIdOf(secret);
      byKey[keyId] = (byKey[keyId] ?? 0) + 1;
    }
    return { resealed, byKey, unopenable };
  };
}
