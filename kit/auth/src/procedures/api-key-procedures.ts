import { ListApiKeysInput, RevokeApiKeyInput } from '@trastienda/auth-contract';
import type { ProcedureBases } from '@trastienda/procedures';
import type { ApiKeyService } from '../services.ts';
import type { ApiKeySchemas, AuthContext, LimitNames, PermissionNames } from './parameters.ts';

/** Creates the procedures with which staff manage the API keys of other systems. */
export function createApiKeyProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Context extends AuthContext<{ readonly apiKeys: ApiKeyService<Permission> }, Role, Permission>,
>(
  { staffProcedure }: ProcedureBases<Context, Role, Permission, Limit>,
  { ApiKeyPage, ApiKeyView, CreateApiKeyInput, CreatedApiKey }: ApiKeySchemas<Permission>,
  {
    limits,
    permissions,
  }: {
    readonly limits: Pick<LimitNames<Limit>, 'secrets'>;
    readonly permissions: Pick<PermissionNames<Permission>, 'writeApiKeys'>;
  },
) {
  const writing = staffProcedure(permissions.writeApiKeys, { recent: true });
  return {
    create: writing
      .meta({ limits: [limits.secrets] })
      .input(CreateApiKeyInput)
      .output(CreatedApiKey)
      .mutation(({ ctx, input }) => ctx.services.apiKeys.create(input, ctx.origin)),

    list: staffProcedure(permissions.writeApiKeys)
      .input(ListApiKeysInput.prefault({}))
      .output(ApiKeyPage)
      .query(({ ctx, input }) => ctx.services.apiKeys.list(input)),

    revoke: writing
      .input(RevokeApiKeyInput)
      .output(ApiKeyView)
      .mutation(({ ctx, input }) => ctx.services.apiKeys.revoke(input, ctx.origin)),
  };
}
