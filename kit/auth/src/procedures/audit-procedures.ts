import type { AnyAccessRules, ProcedureFunctions } from '@trastienda/procedures';
import { z } from 'zod';
import type { AuditService } from '../services.ts';
import type { AuditSchemas, AuthContext, AuthErrorTable, PermissionNames } from './parameters.ts';

/** Creates the procedure with which staff read the audit log. */
export function createAuditProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Action extends string,
  Table extends AuthErrorTable,
  Rules extends AnyAccessRules,
  Context extends AuthContext<{ readonly audit: AuditService<Action> }, Role, Permission>,
>(
  { query }: ProcedureFunctions<Context, Table, Role, Permission, Limit, Rules>,
  { AuditPage, ListAuditInput }: AuditSchemas<Action>,
  {
    permissions,
  }: {
    readonly permissions: Pick<PermissionNames<Permission>, 'readAudit'>;
  },
) {
  return {
    list: query(
      {
        access: permissions.readAudit,
        summary: 'Lists entries of the audit log, newest first',
        input: z.prefault(ListAuditInput, {}),
        output: AuditPage,
        errors: ['CURSOR_INVALID'],
      },
      ({ ctx, input }) => ctx.services.audit.list(input),
    ),
  };
}
