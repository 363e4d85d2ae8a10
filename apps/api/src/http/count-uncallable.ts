import { appRouter } from '@trastienda/router';

function typeOf(procedure: unknown): unknown {
  if (typeof procedure !== 'function' || !('_def' in procedure)) return undefined;
  const definition: unknown = procedure._def;
  const isObject = typeof definition === 'object' && definition !== null;
  return isObject && 'type' in definition ? definition.type : undefined;
}

/** At run time tRPC keeps all procedures flat, by path, as functions that carry their definition. */
const TYPES: ReadonlyMap<string, unknown> = new Map(
  Object.entries(appRouter._def.procedures).map(([path, one]) => [path, typeOf(one)]),
);

const TYPE_OF_METHOD: Readonly<Record<string, string>> = { GET: 'query', POST: 'mutation' };

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
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
  const decoded = decode(path);
  if (decoded === null) return 0;
  const paths = isBatch ? decoded.split(',') : [decoded];
  if (paths.length > maxBatch) return 0;
  const type = TYPE_OF_METHOD[method];
  return paths.filter((one) => type === undefined || TYPES.get(one) !== type).length;
}
