import type { ApiKeyView } from '@trastienda/contract';
import type { ApiKeyState } from '@trastienda/db';

/** The key as staff sees it. */
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
