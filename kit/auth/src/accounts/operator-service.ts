import { AuthError, EmailAddress, PersonName } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { activeOrNull } from '../base/active-account.ts';
import { emailKey } from '../collections/index.ts';
import type { OperatorService } from '../services.ts';
import { credentialsFingerprint } from './credentials-fingerprint.ts';
import { createReseal } from './reseal.ts';
import { voidCredentials } from './void-credentials.ts';

/** Longer than for an emailed link: the operator delivers it by hand. */
const LINK_MINUTES = 24 * 60;

/**
 * Validates command-line arguments.
 *
 * @throws {AuthError} INPUT_INVALID when the email address or the name is invalid.
 */
function parseOwner(input: { readonly email: string; readonly name: string }) {
  const email = EmailAddress.safeParse(input.email);
  const name = PersonName.safeParse(input.name);
  if (email.success && name.success) return { email: email.data, name: name.data };
  throw new AuthError('INPUT_INVALID', {
    fields: {
      ...(!email.success && { email: email.error.issues.map(({ message }) => message) }),
      ...(!name.success && { name: name.error.issues.map(({ message }) => message) }),
    },
  });
}

/** Creates the service behind the operator's commands. */
export function createOperatorService(deps: AuthDeps): OperatorService {
  const { database, clock, record, roles, tokens } = deps;
  const { operatorOrigin, ownerRole } = roles;
  const { accounts } = database;

  const insertOwner = async (email: string, name: string): Promise<string> => {
    const id = accounts.newId();
    await accounts.insert({
      id,
      email,
      emailKey: emailKey(email),
      name,
      locale: 'en',
      role: ownerRole,
      passwordHash: null,
      createdAt: clock.now(),
    });
    await record(operatorOrigin, {
      action: 'account.created',
      subjectId: id,
      details: { role: ownerRole },
    });
    return id;
  };

  const promote = async (id: string): Promise<void> => {
    const before = await accounts.lock(id);
    if (before === null) throw new AuthError('ACCOUNT_NOT_FOUND');
    await voidCredentials(deps, before);
    await record(operatorOrigin, { action: 'account.credentials-voided', subjectId: id });
    if (before.disabledAt !== null) {
      await accounts.setDisabled(id, null);
      await record(operatorOrigin, { action: 'account.enabled', subjectId: id });
    }
    if (before.role === ownerRole) return;
    await accounts.setRole(id, ownerRole);
    await record(operatorOrigin, {
      action: 'account.role-changed',
      subjectId: id,
      details: { from: before.role, to: ownerRole },
    });
  };

  return {
    reseal: createReseal(deps),

    async makeOwner(input) {
      const { email, name } = parseOwner(input);
      return database.transaction(async () => {
        const existing = await accounts.findByEmailKey(emailKey(email));
        const accountId = existing?.id ?? (await insertOwner(email, name));
        if (existing !== null) await promote(accountId);
        const account = activeOrNull(await accounts.find(accountId));
        if (account === null) throw new AuthError('ACCOUNT_NOT_FOUND');
        const { secret } = await tokens.issue({
          purpose: 'reset-password',
          accountId,
          payload: { credentials: credentialsFingerprint(account) },
          minutes: LINK_MINUTES,
        });
        return { accountId, resetToken: secret };
      });
    },
  };
}
