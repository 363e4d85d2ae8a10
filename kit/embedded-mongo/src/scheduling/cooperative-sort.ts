import type { Coroutine } from './coroutine.ts';

/** Elements sorted or merged without a yield. */
const RUN = 2048;

/**
 * Stable merge sort that yields between pieces, so that a long sort does not block the event loop.
 */
export function* cooperativeSort<T>(
  values: readonly T[],
  compare: (a: T, b: T) => number,
): Coroutine<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let at = 0; at < values.length; at += RUN) {
    runs.push(values.slice(at, at + RUN).sort(compare));
    yield undefined;
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      merged.push(yield* merge(runs[i] ?? [], runs[i + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): Coroutine<readonly T[]> {
  if (right.length === 0) return left;
  const merged: T[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const a = left[i] as T;
    const b = right[j] as T;
    if (compare(a, b) <= 0) {
      merged.push(a);
      i += 1;
    } else {
      merged.push(b);
      j += 1;
    }
    if (merged.length % RUN === 0) yield undefined;
  }
  return merged.concat(left.slice(i), right.slice(j));
}
