import type { AccountActor } from '@trastienda/base';
import type { TRPCDefaultErrorShape, TRPCProcedureBuilder, TRPCUnsetMarker } from '@trpc/server';

/** A base of procedures: declares access and limits, not yet input and output. */
export type ProcedureBase<
  Context extends object,
  Limit extends string,
  Overrides extends object = object,
> = TRPCProcedureBuilder<
  Context,
  // Written out as in `createProcedures`, because clients' declarations would import a name.
  {
    access?: string;
    recent?: boolean;
    cost?: number;
    limits?: readonly `${Limit}`[];
    takesForm?: boolean;
  },
  Overrides,
  TRPCUnsetMarker,
  TRPCUnsetMarker,
  TRPCUnsetMarker,
  TRPCUnsetMarker,
  false,
  TRPCDefaultErrorShape
>;

/**
 * The bases that `createProcedures` returns, for code that declares procedures of any application.
 * Such a function is generic over `Context`, which extends the part of the context that it reads.
 *
 * @example
 * function createTagProcedures<
 *   Role extends string,
 *   Permission extends string,
 *   Limit extends string,
 *   Context extends { readonly tags: TagService },
 * >({ publicProcedure }: ProcedureBases<Context, Role, Permission, Limit>) {
 *   return { list: publicProcedure.output(TagList).query(({ ctx }) => ctx.tags.list()) };
 * }
 */
export interface ProcedureBases<
  Context extends object,
  Role extends string,
  Permission extends string,
  Limit extends string,
> {
  readonly publicProcedure: ProcedureBase<Context, Limit>;
  readonly signInProcedure: ProcedureBase<Context, Limit>;
  readonly accountProcedure: ProcedureBase<
    Context,
    Limit,
    { actor: AccountActor<Role, Permission> }
  >;
  readonly recentProcedure: ProcedureBase<
    Context,
    Limit,
    { actor: AccountActor<Role, Permission> }
  >;
  readonly staffProcedure: (
    permission: Permission,
    options?: { recent?: boolean },
  ) => ProcedureBase<Context, Limit>;
}
