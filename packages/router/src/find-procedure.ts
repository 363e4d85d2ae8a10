import type { CallRecord } from './context.ts';
import { appRouter } from './root-router.ts';
import type { t } from './trpc.ts';

type Meta = NonNullable<(typeof t)['_config']['$types']['meta']>;

/** Description of a procedure, for code that inspects a request before its calls run. */
export interface ProcedureInfo {
  readonly type: CallRecord['type'];
  readonly meta: Meta;
}

interface Built {
  readonly _def: { readonly type: CallRecord['type']; readonly meta?: Meta };
}

function isProcedure(value: unknown): value is Built {
  return typeof value === 'function' && '_def' in value;
}

/** At run time tRPC stores all procedures flat, by path, as functions with their definition. */
const PROCEDURES: ReadonlyMap<string, ProcedureInfo> = new Map(
  Object.entries<unknown>(appRouter._def.procedures).flatMap(([path, procedure]) =>
    isProcedure(procedure)
      ? [[path, { type: procedure._def.type, meta: procedure._def.meta ?? {} }]]
      : [],
  ),
);

/** Returns the procedure at a path such as `catalog.list`, or null. */
export function findProcedure(path: string): ProcedureInfo | null {
  return PROCEDURES.get(path) ?? null;
}
