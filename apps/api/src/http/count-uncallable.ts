import { findProcedure } from '@trastienda/router';

const TYPE_OF_METHOD: Readonly<Record<string, string>> = { GET: 'query', POST: 'mutation' };

/**
 * How many of the calls of a request name no procedure, or one that the method cannot call: no
 * procedure sees them.
 */
export function countUncallable(method: string, paths: readonly string[]): number {
  const type = TYPE_OF_METHOD[method];
  return paths.filter((path) => type === undefined || findProcedure(path)?.type !== type).length;
}
