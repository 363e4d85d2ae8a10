import type { ApiKeyView } from '@trastienda/auth-contract';
import type { ApiKeyState } from '../collections/index.ts';

/** Returns the API key as staff see it. */
export function toApiKeyView(key: ApiKeyState): ApiKeyView {
  return {
    id: key.id,
    name: key.name,
    permissions: [...key.permissions],
    createdBy: key.createdBy,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}
