/** What the query of a tRPC request says. */
export interface TrpcQuery {
  readonly isBatch: boolean;
  /** Value of `input`, decoded; it may be empty. */
  readonly input: string | undefined;
}

const BATCH = 'batch=1';
const INPUT = 'input=';

/**
 * Decodes a value; null where `decodeURIComponent` and a form decoder differ: a plus sign is a space
 * in forms, and a form decoder replaces invalid bytes.
 */
function decodeValue(value: string): string | null {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

/**
 * Reads the query of a URL (without its question mark) as tRPC's clients write it: `batch=1` and
 * `input=…`, each at most once. Returns null for any other: tRPC shall read it.
 */
export function readQuery(query: string): TrpcQuery | null {
  if (query === '') return { isBatch: false, input: undefined };
  if (query.includes('+') || query.includes('#')) return null;
  let isBatch = false;
  let input: string | undefined;
  for (const part of query.split('&')) {
    if (part === BATCH && !isBatch) {
      isBatch = true;
    } else if (part.startsWith(INPUT) && input === undefined) {
      const value = decodeValue(part.slice(INPUT.length));
      if (value === null) return null;
      input = value;
    } else {
      return null;
    }
  }
  return { isBatch, input };
}
