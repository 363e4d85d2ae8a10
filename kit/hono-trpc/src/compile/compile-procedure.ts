import { type AnyTRPCProcedure, TRPCError, type TRPCProcedureType } from '@trpc/server';
import { getParseFn } from '@trpc/server/unstable-core-do-not-import';
import { kindOf, readDefinition } from '../internals/known-functions.ts';
import type { ProcedureDefinition } from '../internals/trpc-internals.ts';
import type { Call } from './call.ts';
import { inputLevel, type Level, middlewareLevel, outputLevel, resolverLevel } from './levels.ts';

/** A procedure that is ready to be called from the fast path. */
export interface CompiledProcedure {
  /** Dotted path, as in `post.byId`. */
  readonly path: string;
  readonly type: TRPCProcedureType;
  /** The procedure of the router. */
  readonly procedure: AnyTRPCProcedure;
  /** Whether its chain is compiled; else tRPC runs it. */
  readonly isCompiled: boolean;
  /** Runs a call and resolves to its data; rejects with what failed. */
  readonly invoke: (call: Call, ctx: unknown) => Promise<unknown>;
}

/** Compiles the chain from its end; null when its levels and parsers do not match. */
function compileChain(def: ProcedureDefinition): Level | null {
  const { middlewares, inputs, output, resolver, meta } = def;
  const kinds = middlewares.map(kindOf);
  if (kinds.filter((kind) => kind === 'input').length !== inputs.length) return null;
  if (kinds.includes('output') && output === undefined) return null;
  if (kinds.indexOf('resolve') !== kinds.length - 1) return null;

  let chain = resolverLevel(resolver, { meta, isFirst: middlewares.length === 1 });
  let inputsLeft = inputs.length;
  for (let index = middlewares.length - 2; index >= 0; index -= 1) {
    const middleware = middlewares[index];
    const kind = kinds[index];
    if (middleware === undefined) return null;
    if (kind === 'input') {
      inputsLeft -= 1;
      const parser = inputs[inputsLeft];
      if (parser === undefined) return null;
      chain = inputLevel(getParseFn(parser), chain);
    } else if (kind === 'output' && output !== undefined) {
      chain = outputLevel(getParseFn(output), chain);
    } else {
      chain = middlewareLevel(middleware, chain, { meta, isFirst: index === 0 });
    }
  }
  return chain;
}

/** Calls the procedure itself, as the official adapter does. */
function callAsIs(procedure: AnyTRPCProcedure): CompiledProcedure['invoke'] {
  return (call, ctx) =>
    procedure({
      path: call.path,
      getRawInput: call.getRawInput,
      ctx,
      type: call.type,
      signal: call.request.signal,
      batchIndex: call.batchIndex,
    });
}

function callChain(chain: Level): CompiledProcedure['invoke'] {
  return async (call, ctx) => {
    const result = await chain(call, ctx, undefined, call.getRawInput);
    if (!result) {
      throw new TRPCError({
        code: 'INTERNAL_SERVER_ERROR',
        message: 'No result from middlewares - did you forget to `return next()`?',
      });
    }
    if (!result.ok) throw result.error;
    return result.data;
  };
}

/** Compiles a procedure, or prepares it to be called as it is where its form is not known. */
export function compileProcedure(path: string, procedure: AnyTRPCProcedure): CompiledProcedure {
  const def = readDefinition(procedure);
  const chain = def && compileChain(def);
  return {
    path,
    type: procedure._def.type,
    procedure,
    isCompiled: chain !== null,
    invoke: chain === null ? callAsIs(procedure) : callChain(chain),
  };
}
