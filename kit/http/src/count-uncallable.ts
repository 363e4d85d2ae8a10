import type { FindProcedure } from '@trastienda/procedures';

const TYPES_OF_METHOD: Readonly<Record<string, readonly string[]>> = {
  GET: ['query', 'subscription'],
  POST: ['mutation', 'subscription'],
};

/**
 * Counts the calls of a request that reach no procedure: unknown ones, and those that the method
 * cannot call.
 */
export function countUncallable(
  findProcedure: FindProcedure,
  method: string,
  paths: readonly string[],
): number {
  const types = TYPES_OF_METHOD[method] ?? [];
  return paths.filter((path) => !types.includes(findProcedure(path)?.type ?? '')).length;
}
