import type { FindProcedure } from '@trastienda/procedures';

const TYPE_OF_METHOD: Readonly<Record<string, string>> = { GET: 'query', POST: 'mutation' };

/**
 * Counts the calls of a request that reach no procedure: unknown ones, and those that the method
 * cannot call.
 */
export function countUncallable(
  findProcedure: FindProcedure,
  method: string,
  paths: readonly string[],
): number {
  const type = TYPE_OF_METHOD[method];
  return paths.filter((path) => type === undefined || findProcedure(path)?.type !== type).length;
}
