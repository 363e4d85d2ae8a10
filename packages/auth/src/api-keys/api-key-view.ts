import type { ApiKeyView } from '@trastienda/shop-contract';
import type { ApiKeyState } from '@trastienda/shop-db';

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
