import type { IndexInfo } from '../catalog/types.ts';
import type { CompiledSort } from '../language/index.ts';
import type { IndexBounds } from './index-bounds.ts';

/**
 * Returns the direction in which the bounded part of an index provides the sort order, or
 * `undefined` when it does not.
 *
 * Fields fixed to one value are skipped on both sides. On a multikey field, key order is document
 * order only when all keys are read. The first key of a document is then its smallest, or its
 * largest in reverse, which is what a sort on an array compares.
 */
export function sortDirection(
  index: IndexInfo,
  sort: CompiledSort,
  multikeyPaths: ReadonlySet<string>,
  bounds: IndexBounds,
): 1 | -1 | undefined {
  const fixed = new Set(index.fields.slice(0, bounds.fixedFields));
  if (sort.paths.some((path) => fixed.has(path) && multikeyPaths.has(path))) return undefined;
  let at = 0;
  let direction: 1 | -1 | undefined;
  for (const [i, path] of sort.paths.entries()) {
    if (fixed.has(path)) continue;
    while (at < index.fields.length && fixed.has(index.fields[at] ?? '')) at += 1;
    if (index.fields[at] !== path) return undefined;
    if (
      multikeyPaths.has(path) &&
      bounds.restricted.size > 0 &&
      mayExcludeKeys(path, multikeyPaths, bounds)
    ) {
      return undefined;
    }
    const own = index.directions[at] === sort.directions[i] ? 1 : -1;
    if (direction !== undefined && own !== direction) return undefined;
    direction = own;
    at += 1;
  }
  return direction ?? 1;
}

/** Returns true when the bounds may exclude some keys of a document, on this path or next to it. */
function mayExcludeKeys(
  path: string,
  multikeyPaths: ReadonlySet<string>,
  bounds: IndexBounds,
): boolean {
  if (bounds.restricted.has(path)) return true;
  return [...bounds.restricted].some((field) => multikeyPaths.has(field));
}
