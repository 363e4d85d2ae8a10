import type { ProcedureBases } from '@trastienda/procedures';
import { z } from 'zod';
import type { AuditService } from '../services.ts';
import type { AuditSchemas, AuthContext, PermissionNames } from './parameters.ts';

/** Creates the procedure with which staff read the audit log. */
export function createAuditProcedures<
  Role extends string,
  Permission extends string,
  Limit extends string,
  Action extends string,
  Context extends AuthContext<{ readonly audit: AuditService<Action> }, Role, Permission>,
>(
  { staffProcedure }: ProcedureBases<Context, Role, Permission, Limit>,
  { AuditPage, ListAuditInput }: AuditSchemas<Action>,
  {
    permissions,
  }: {
    readonly permissions: Pick<PermissionNames<Permission>, 'readAudit'>;
  },
) {
  return {
    list: staffProcedure(permissions.readAudit)
      .input(z.prefault(ListAuditInput, {}))
      .output(AuditPage)
      .query(({ ctx, input }) => ctx.services.audit.list(input)),
  };
}
