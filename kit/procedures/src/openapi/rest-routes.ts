import type { AnyTRPCRouter } from '@trpc/server';
import type { HttpMethod } from '../declarations/http-route.ts';
import { type DeclaredProcedure, declaredProcedures } from '../types/router-procedures.ts';

/** The REST route of a procedure. */
export interface RestRoute {
  readonly method: HttpMethod;
  /** Path such as `/notes/{id}`. */
  readonly path: string;
  /** Names of the input fields in the path. */
  readonly fields: readonly string[];
  readonly procedure: DeclaredProcedure;
}

const ROUTE = /^(GET|POST|PUT|PATCH|DELETE) (\/[\w{}/.-]*)$/;
const FIELD = /\{(\w+)\}/g;

const kebab = (name: string) => name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-').toLowerCase();

/** Returns `/admin/api-keys/create` for `admin.apiKeys.create`. */
function defaultPath(path: string): string {
  return `/${path.split('.').map(kebab).join('/')}`;
}

function routeOf(procedure: DeclaredProcedure): RestRoute {
  const { path, type, meta } = procedure;
  const method = type === 'query' ? 'GET' : 'POST';
  const declared = meta.http ?? `${method} ${defaultPath(path)}`;
  const [, verb, template] = ROUTE.exec(declared) ?? [];
  if (template === undefined) throw new TypeError(`${path}: ${declared} is not a route.`);
  // A GET can be sent by any page, with the cookie of the visitor.
  if ((verb === 'GET') !== (type === 'query')) {
    throw new TypeError(`${path}: GET is for queries, and other methods are for mutations.`);
  }
  const fields = [...template.matchAll(FIELD)].map(([, field = '']) => field);
  return { method: verb as HttpMethod, path: template, fields, procedure };
}

/**
 * Returns the REST routes of a router's procedures. Subscriptions have none.
 *
 * @throws {TypeError} when two procedures have the same route, or a route does not fit its procedure.
 */
export function restRoutes(router: AnyTRPCRouter): readonly RestRoute[] {
  const routes = declaredProcedures(router)
    .filter(({ type }) => type !== 'subscription')
    .map(routeOf);
  const known = new Map<string, string>();
  for (const { method, path, procedure } of routes) {
    const key = `${method} ${path.replaceAll(FIELD, '{}')}`;
    const other = known.get(key);
    if (other !== undefined) {
      throw new TypeError(`${procedure.path} and ${other} have the same route: ${method} ${path}.`);
    }
    known.set(key, procedure.path);
  }
  return routes;
}
