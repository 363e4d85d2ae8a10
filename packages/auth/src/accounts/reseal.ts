import { UnsealError } from '@trastienda/runtime';
import type { AuthDeps } from '../auth-deps.ts';
import type { OperatorService } from '../services.ts';
import { totpContext } from './totp-context.ts';

/** How many accounts are in hand at once. */
const PAGE = 100;

/**
 * Seals what an older key has sealed anew. Waiting emails are left alone: they are over within a day.
 * A server that still runs with the older key in front seals with that one meanwhile; the count by
 * key says so, and the command can be repeated.
 */
export function createReseal({ database, cipher }: AuthDeps): OperatorService['reseal'] {
  const { accounts } = database;

  /** The secret under the first key; null when no key opens it. */
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
