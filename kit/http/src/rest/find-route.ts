import type { RestRoute } from '@trastienda/procedures/openapi';

/** A route with the texts of the fields in its path. */
export interface FoundRoute {
  readonly route: RestRoute;
  readonly fields: ReadonlyMap<string, string>;
}

/** Route of a request, or the methods of its path: none when there is no such path. */
export type RouteResult =
  | FoundRoute
  | { readonly route: null; readonly allowed: readonly string[] };

interface Candidate {
  readonly route: RestRoute;
  readonly segments: readonly string[];
}

const fieldIn = (segment: string) => /^\{(\w+)\}$/.exec(segment)?.[1];

/** Returns the fields of a path, or null when it does not fit. */
function fit({ segments }: Candidate, path: readonly string[]): Map<string, string> | null {
  const fields = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const text = path[index] ?? '';
    const field = fieldIn(segment);
    if (field === undefined ? segment !== text : text === '') return null;
    if (field !== undefined) fields.set(field, text);
  }
  return fields;
}

/** Decodes the segments of a path one by one: a field may contain an encoded slash. */
function decodeSegments(path: string): readonly string[] | null {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

/**
 * Creates the function that finds the route of a request by its method and raw path, such as
 * `products/shirt`. A literal segment goes before a field; HEAD is GET.
 */
export function createRouteFinder(routes: readonly RestRoute[]) {
  const byLength = new Map<number, Candidate[]>();
  for (const route of [...routes].sort((one, other) => one.fields.length - other.fields.length)) {
    const segments = route.path.slice(1).split('/');
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), { route, segments }]);
  }

  return function findRoute(method: string, path: string): RouteResult {
    const segments = decodeSegments(path);
    if (segments === null) return { route: null, allowed: [] };
    const wanted = method === 'HEAD' ? 'GET' : method;
    const allowed = new Set<string>();
    for (const candidate of byLength.get(segments.length) ?? []) {
      const fields = fit(candidate, segments);
      if (fields === null) continue;
      if (candidate.route.method === wanted) return { route: candidate.route, fields };
      allowed.add(candidate.route.method);
    }
    return { route: null, allowed: [...allowed] };
  };
}
