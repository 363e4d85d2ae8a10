import { Id, lineOfText, pageOf, type Roles, Timestamp } from '@trastienda/base';
import { z } from 'zod';

/** Defines the schemas of API keys with the permissions of an application. */
export function defineApiKeySchemas<Permission extends string>({
  Permission,
}: Pick<Roles<string, Permission>, 'Permission'>) {
  /** API key of another system, without its secret. */
  const ApiKeyView = z.object({
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

  return {
    ApiKeyView,
    ApiKeyPage: pageOf(ApiKeyView),
    CreateApiKeyInput: z.object({
      name: lineOfText(100),
      /** A subset of the creator's permissions. */
      permissions: z.array(Permission).min(1),
      expiresInDays: z.int().min(1).max(730).default(90),
    }),
    /** New API key; the only response that contains the secret. */
    CreatedApiKey: z.object({ apiKey: ApiKeyView, key: z.string() }),
  };
}

type Schemas<Permission extends string> = ReturnType<typeof defineApiKeySchemas<Permission>>;

export type ApiKeyView<Permission extends string = string> = z.infer<
  Schemas<Permission>['ApiKeyView']
>;
export type ApiKeyPage<Permission extends string = string> = z.infer<
  Schemas<Permission>['ApiKeyPage']
>;
export type CreateApiKeyInput<Permission extends string = string> = z.infer<
  Schemas<Permission>['CreateApiKeyInput']
>;
export type CreatedApiKey<Permission extends string = string> = z.infer<
  Schemas<Permission>['CreatedApiKey']
>;
