import { initTRPC } from '@trpc/server';
import {
  isProcedureDefinition,
  type Middleware,
  type ProcedureDefinition,
} from './trpc-internals.ts';

const textOf = (fn: unknown): string => Function.prototype.toString.call(fn);

/** A procedure of the installed tRPC: input, output, resolver. Others are compared with it. */
function createReference() {
  const t = initTRPC.create({ isServer: true, allowOutsideOfServer: true });
  const parse = (value: unknown) => value;
  const procedure = t.procedure
    .input(parse)
    .output(parse)
    .query(() => null);
  const def: unknown = procedure._def;
  const [input, output, resolve] = isProcedureDefinition(def) ? def.middlewares : [];
  const areMarked = input?._type === 'input' && output?._type === 'output';
  if (!areMarked || resolve === undefined || resolve._type !== undefined) return null;
  return {
    procedure: textOf(procedure),
    input: textOf(input),
    output: textOf(output),
    resolve: textOf(resolve),
  };
}

const REFERENCE = createReference();

/** Says what is unknown about the procedures of the installed tRPC, or returns null. */
export function findUnknownProcedurePart(): string | null {
  return REFERENCE === null ? 'procedures of this tRPC consist of other parts' : null;
}

/** What a level of a procedure's chain does. */
export type LevelKind = 'input' | 'output' | 'resolve' | 'middleware';

/**
 * Tells tRPC's own levels from middlewares of the application by their source text: a mark alone
 * could be anybody's.
 */
export function kindOf(middleware: Middleware): LevelKind {
  const text = textOf(middleware);
  if (middleware._type === 'input' && text === REFERENCE?.input) return 'input';
  if (middleware._type === 'output' && text === REFERENCE?.output) return 'output';
  return text === REFERENCE?.resolve ? 'resolve' : 'middleware';
}

/**
 * Returns the definition of a procedure that is nothing but the chain of its middlewares; null for
 * one that something else wraps (`experimental_caller`, instrumentation) or another tRPC made.
 */
export function readDefinition(procedure: unknown): ProcedureDefinition | null {
  if (typeof procedure !== 'function' || REFERENCE === null) return null;
  if (textOf(procedure) !== REFERENCE.procedure || !('_def' in procedure)) return null;
  const def: unknown = procedure._def;
  return isProcedureDefinition(def) ? def : null;
}
