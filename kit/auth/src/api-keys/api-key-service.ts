import { AuthError } from '@trastienda/auth-contract';
import { type Actor, requirePermission } from '@trastienda/base';
import { mapPage } from '@trastienda/mongo';
import type { AuthDeps } from '../auth-deps.ts';
import { activeOrNull } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';
import { lockActor } from '../base/require-role-permissions.ts';
import { hashSecret, newSecret } from '../secrets/one-time-secret.ts';
import type { ApiKeyService } from '../services.ts';
import { toApiKeyView } from './api-key-view.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Returns the creator of a new API key. API keys cannot create keys: a key created with a leaked
 * one would outlive its revocation, and the end of the account that created it.
 */
function creatorOf(actor: Actor): string {
  switch (actor.kind) {
    case 'account':
      return actor.accountId;
    case 'machine':
      if (actor.keyId === undefined) return actor.name;
      throw new AuthError('PERMISSION_MISSING', {
        message: 'An API key cannot make API keys.',
        details: { permission: null },
      });
    case 'operator':
      return actor.kind;
    case 'anonymous':
      throw new AuthError('ACTOR_UNAUTHENTICATED');
  }
}

/**
 * Creates the service for API keys. A key is an independent grant and works while its creator is
 * signed out. It is revoked when its creator is disabled, deleted, loses permissions by a change of
 * role, or resets the password by an emailed link. An account that creates a key is notified by
 * email.
 */
export function createApiKeyService(deps: AuthDeps): ApiKeyService {
  const { database, clock, emails, record } = deps;
  const { accounts, apiKeys } = database;

  return {
    async create({ name, permissions, expiresInDays }, origin) {
      const createdBy = creatorOf(origin.actor);
      const granted = [...new Set(permissions)];
      return database.transaction(async () => {
        // The creator's permissions as they are at the moment of the write.
        const grantor = await lockActor(deps, origin);
        for (const permission of granted) requirePermission(grantor, permission);
        const key = newSecret('tk_');
        const createdAt = clock.now();
        const apiKey = await apiKeys.insert({
          id: apiKeys.newId(),
          hash: hashSecret(key),
          name,
          permissions: granted,
          createdBy,
          createdAt,
          expiresAt: new Date(createdAt.getTime() + expiresInDays * DAY_MS),
        });
        await record(origin, {
          action: 'api-key.created',
          subjectId: apiKey.id,
          details: { permissions: granted.join(' '), expiresInDays },
        });
        if (grantor.kind === 'account') {
          const maker = activeOrNull(await accounts.find(grantor.accountId));
          if (maker === null) throw new AuthError('SESSION_ENDED');
          const content = { template: 'api-key-created', permissions: granted } as const;
          await emails.enqueue({ ...recipientOf(maker), content });
        }
        return { apiKey: toApiKeyView(apiKey), key };
      });
    },

    list: async (input) => mapPage(await apiKeys.list(input), toApiKeyView),

    revoke: ({ id }, origin) =>
      database.transaction(async () => {
        const apiKey = await apiKeys.revoke(id, clock.now());
        if (apiKey === null) throw new AuthError('API_KEY_NOT_FOUND');
        await record(origin, { action: 'api-key.revoked', subjectId: id });
        return toApiKeyView(apiKey);
      }),
  };
}
