import { findProcedure } from '@trastienda/router';

const TYPE_OF_METHOD: Readonly<Record<string, string>> = { GET: 'query', POST: 'mutation' };

/** The paths that a request calls, as `catalog.list`; null when the URL cannot be read. */
export function calledPaths(path: string, isBatch: boolean): readonly string[] | null {
  try {
    const decoded = decodeURIComponent(path);
    return isBatch ? decoded.split(',') : [decoded];
  } catch {
    return null;
  }
}

export interface CalledPaths {
  readonly method: string;
  /** What follows the endpoint, as the URL has it. */
  readonly path: string;
  readonly isBatch: boolean;
  readonly maxBatch: number;
}

/**
 * How many calls of a request name no procedure, or one that the method cannot call: no procedure
 * sees them. 0 for what is refused as a whole: an unreadable path, more calls than a batch may have.
 */
export function countUncallable({ method, path, isBatch, maxBatch }: CalledPaths): number {
  const paths = calledPaths(path, isBatch);
  if (paths === null || paths.length > maxBatch) return 0;
  const type = TYPE_OF_METHOD[method];
  return paths.filter((one) => type === undefined || findProcedure(one)?.type !== type).length;
}
