import { Id, lineOfText, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { Permission } from '../access/roles.ts';

/** API key of another system, without its secret. */
export const ApiKeyView = z.object({
  id: Id,
  name: z.string(),
  permissions: z.array(Permission),
  /** Account that created it, or the name of the token from the environment. */
  createdBy: z.string(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  /** Accurate to a few minutes; null until the key is used. */
  lastUsedAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const CreateApiKeyInput = z.object({
  name: lineOfText(100),
  /** A subset of the creator's permissions. */
  permissions: z.array(Permission).min(1),
  expiresInDays: z.int().min(1).max(730).default(90),
});
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;

/** New API key; the only response that contains the secret. */
export const CreatedApiKey = z.object({ apiKey: ApiKeyView, key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const ListApiKeysInput = PageInput;
export type ListApiKeysInput = z.infer<typeof ListApiKeysInput>;

export const ApiKeyPage = pageOf(ApiKeyView);
export type ApiKeyPage = z.infer<typeof ApiKeyPage>;

export const RevokeApiKeyInput = z.object({ id: Id });
export type RevokeApiKeyInput = z.infer<typeof RevokeApiKeyInput>;
