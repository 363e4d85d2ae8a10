import type { AnyTRPCRouter } from '@trpc/server';
import type { CallRecord } from './context.ts';
import type { ProcedureMeta } from './declarations/procedure-meta.ts';

/** Description of a procedure, for code that inspects a request before its calls run. */
export interface ProcedureInfo<Limit extends string = string> {
  readonly type: CallRecord['type'];
  readonly meta: ProcedureMeta<Limit>;
}

/** Returns the procedure at a path such as `notes.list`, or null. */
export type FindProcedure<Limit extends string = string> = (
  path: string,
) => ProcedureInfo<Limit> | null;

interface Built<Limit extends string> {
  readonly _def: { readonly type: CallRecord['type']; readonly meta: ProcedureMeta<Limit> };
}

function isProcedure<Limit extends string>(value: unknown): value is Built<Limit> {
  return typeof value === 'function' && '_def' in value;
}

/** Creates the index of a router's procedures, which use the limits `Limit`. */
export function createProcedureFinder<Limit extends string = string>(
  router: AnyTRPCRouter,
): FindProcedure<Limit> {
  // At run time tRPC stores all procedures flat, by path, as functions with their definition.
  const procedures: ReadonlyMap<string, ProcedureInfo<Limit>> = new Map(
    Object.entries<unknown>(router._def.procedures).flatMap(([path, procedure]) =>
      isProcedure<Limit>(procedure)
        ? [[path, { type: procedure._def.type, meta: procedure._def.meta }]]
        : [],
    ),
  );
  return (path) => procedures.get(path) ?? null;
}
