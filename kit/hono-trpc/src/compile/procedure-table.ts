import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { type CompiledProcedure, compileProcedure } from './compile-procedure.ts';

/** Paths that mean the same in a URL and in a router: no escapes, no slashes, no dot segments. */
const PLAIN_PATH = /^\w[\w.~-]*$/;

/** Finds the procedures of a router by their path in a URL. */
export interface ProcedureTable {
  /** Returns the procedure, compiled on its first call; undefined where tRPC must look. */
  readonly find: (urlPath: string) => CompiledProcedure | undefined;
}

/**
 * Creates the table of a router. Lazily loaded procedures are found once tRPC has loaded them.
 *
 * @param onUncompiled is called once for each procedure that tRPC has to run
 */
export function createProcedureTable(
  router: AnyTRPCRouter,
  onUncompiled: (path: string) => void,
): ProcedureTable {
  const { procedures, _config: config } = router._def;
  const separator: string = config.pathSeparator;
  const known = new Map<string, CompiledProcedure>();
  const byPath = new Map<string, CompiledProcedure>();

  const compile = (path: string): CompiledProcedure | undefined => {
    const existing = byPath.get(path);
    if (existing !== undefined) return existing;
    const procedure: AnyTRPCProcedure | undefined = Object.hasOwn(procedures, path)
      ? procedures[path]
      : undefined;
    if (typeof procedure !== 'function') return undefined;
    const compiled = compileProcedure(path, procedure);
    byPath.set(path, compiled);
    if (!compiled.isCompiled && !procedure._def.experimental_caller) onUncompiled(path);
    return compiled;
  };

  return {
    find(urlPath) {
      const hit = known.get(urlPath);
      if (hit !== undefined || !PLAIN_PATH.test(urlPath)) return hit;
      const path = separator === '.' ? urlPath : urlPath.split(separator).join('.');
      const compiled = compile(path);
      // Only paths that exist are kept: callers could fill the memory with others.
      if (compiled !== undefined) known.set(urlPath, compiled);
      return compiled;
    },
  };
}
