import { ListApiKeysInput, RevokeApiKeyInput } from '@trastienda/auth-contract';
import type { AnyAccessRules, ProcedureFunctions } from '@trastienda/procedures';
import type { ApiKeyService } from '../services.ts';
import type {
  ApiKeySchemas,
  AuthContext,
  AuthErrorTable,
  LimitNames,
  PermissionNames,
} from './parameters.ts';

/** Creates the procedures with which staff manage the API keys of other systems. */
export function createApiKeyProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Table extends AuthErrorTable,
  Rules extends AnyAccessRules,
  Context extends AuthContext<{ readonly apiKeys: ApiKeyService<Permission> }, Role, Permission>,
>(
  { mutation, query }: ProcedureFunctions<Context, Table, Role, Permission, Limit, Rules>,
  { ApiKeyPage, ApiKeyView, CreateApiKeyInput, CreatedApiKey }: ApiKeySchemas<NoInfer<Permission>>,
  {
    limits,
    permissions,
  }: {
    readonly limits: Pick<LimitNames<Limit>, 'secrets'>;
    readonly permissions: Pick<PermissionNames<Permission>, 'writeApiKeys'>;
  },
) {
  return {
    create: mutation(
      {
        access: permissions.writeApiKeys,
        recent: true,
        summary: 'Creates an API key, which is shown once',
        input: CreateApiKeyInput,
        output: CreatedApiKey,
        idempotency: 'none',
        limits: [limits.secrets],
      },
      ({ ctx, input }) => ctx.services.apiKeys.create(input, ctx.origin),
    ),

    list: query(
      {
        access: permissions.writeApiKeys,
        summary: 'Lists API keys, newest first',
        input: ListApiKeysInput.prefault({}),
        output: ApiKeyPage,
        errors: ['CURSOR_INVALID'],
      },
      ({ ctx, input }) => ctx.services.apiKeys.list(input),
    ),

    revoke: mutation(
      {
        access: permissions.writeApiKeys,
        recent: true,
        summary: 'Revokes an API key',
        input: RevokeApiKeyInput,
        output: ApiKeyView,
        errors: ['API_KEY_NOT_FOUND'],
        idempotency: 'natural',
      },
      ({ ctx, input }) => ctx.services.apiKeys.revoke(input, ctx.origin),
    ),
  };
}
