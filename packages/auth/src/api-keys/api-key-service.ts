import { type Actor, type Permission, requirePermission, ShopError } from '@trastienda/contract';
import { mapPage } from '@trastienda/db';
import type { AuthDeps } from '../auth-deps.ts';
import { activeOrNull } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';
import { lockActor } from '../base/require-role-permissions.ts';
import { hashSecret, newSecret } from '../secrets/one-time-secret.ts';
import type { ApiKeyService } from '../services.ts';
import { toApiKeyView } from './api-key-view.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Who a key is made by. Keys make no keys: what somebody made with a leaked one would outlive its
 * revocation, and the end of the account that made it.
 */
function creatorOf(actor: Actor): string {
  switch (actor.kind) {
    case 'account':
      return actor.accountId;
    case 'machine':
      if (actor.keyId === undefined) return actor.name;
      throw new ShopError('PERMISSION_MISSING', { message: 'An API key cannot make API keys.' });
    case 'operator':
      return actor.kind;
    case 'anonymous':
      throw new ShopError('ACTOR_UNAUTHENTICATED');
  }
}

/**
 * Keys of other systems. A key is a grant of its own and works without its maker being signed in;
 * it is revoked when its maker is disabled, deleted, given a role with fewer permissions, or gets a
 * new password by a emailed link. An account that makes one is told by email.
 */
export function createApiKeyService({ database, clock, emails, record }: AuthDeps): ApiKeyService {
  const { accounts, apiKeys } = database;

  return {
    async create({ name, permissions, expiresInDays }, origin) {
      const createdBy = creatorOf(origin.actor);
      const granted: Permission[] = [...new Set(permissions)];
      return database.transaction(async () => {
        // For an account what it may itself at the moment of the write.
        const grantor = await lockActor(accounts, origin);
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
          if (maker === null) throw new ShopError('SESSION_ENDED');
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
        if (apiKey === null) throw new ShopError('API_KEY_NOT_FOUND');
        await record(origin, { action: 'api-key.revoked', subjectId: id });
        return toApiKeyView(apiKey);
      }),
  };
}
