import type { AnyTRPCRouter } from '@trpc/server';
import type { z } from 'zod';
import type { ProcedureMeta } from '../declarations/procedure-meta.ts';
import { valuesOf } from '../streams/stream-schema.ts';

/** What the declaration of a procedure left in it. */
export interface DeclaredProcedure {
  /** Path as `catalog.get`. */
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly inputs: readonly z.core.$ZodType[];
  /** Schema of the answer; of each value of a subscription. */
  readonly output: z.core.$ZodType;
  readonly meta: ProcedureMeta;
}

interface Built {
  readonly _def: {
    readonly type: DeclaredProcedure['type'];
    readonly inputs: readonly unknown[];
    readonly output?: unknown;
    readonly meta?: ProcedureMeta;
  };
}

function isProcedure(value: unknown): value is Built {
  return typeof value === 'function' && '_def' in value;
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}

/**
 * Returns all procedures of a router, by path.
 *
 * @throws {TypeError} when one was not declared by `query`, `mutation` or `subscription`.
 */
export function declaredProcedures(router: AnyTRPCRouter): readonly DeclaredProcedure[] {
  // At run time tRPC stores all procedures flat, by path, as functions with their definition.
  return Object.entries<unknown>(router._def.procedures).map(([path, procedure]) => {
    if (!isProcedure(procedure)) throw new TypeError(`${path} is not a procedure.`);
    const { type, inputs, output, meta } = procedure._def;
    if (meta === undefined || !isSchema(output) || !inputs.every(isSchema)) {
      throw new TypeError(`${path} is not a declared procedure.`);
    }
    return { path, type, inputs, output: valuesOf(output), meta };
  });
}
