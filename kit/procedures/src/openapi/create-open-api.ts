import type { ErrorTable } from '@trastienda/base';
import type { AnyTRPCRouter } from '@trpc/server';
import type { ProcedureMeta } from '../declarations/procedure-meta.ts';
import { COMMON_REASONS } from '../declarations/promised-reasons.ts';
import type { SchemaModules } from '../types/schema-names.ts';
import { convertSchemas, type SchemaRoot } from './convert-schemas.ts';
import { createExamples, type ExampleValues } from './create-examples.ts';
import { createErrorResponses, detailsRoot } from './error-responses.ts';
import { requestHeaders, responseHeaders } from './header-components.ts';
import type { JsonSchema } from './json-schema.ts';
import { operationOf } from './operation.ts';
import { type RestRoute, restRoutes } from './rest-routes.ts';
import { usedComponents } from './used-components.ts';

/** How callers prove who they are. */
export interface OpenApiSecurity {
  /** Security schemes of OpenAPI by name. */
  readonly schemes: Readonly<Record<string, JsonSchema>>;
  /** Names of the schemes for a kind of access, each of which suffices; `public` needs none. */
  readonly access: Readonly<Record<string, readonly string[]>>;
  /** Names of the schemes for permissions. */
  readonly permission: readonly string[];
}

export interface OpenApiOptions {
  readonly info: { readonly title: string; readonly version: string } & JsonSchema;
  /** Addresses of the API; `/api` of the server that serves the document by default. */
  readonly servers?: readonly { readonly url: string; readonly description?: string }[];
  /** Modules whose exported schemas name the components: those of the contract. */
  readonly names: SchemaModules;
  /** Error table of the procedures, for messages, statuses and details. */
  readonly errors: ErrorTable;
  readonly security?: OpenApiSecurity;
  /** Header that asks for the token of a new session; `x-session` by default, as in `createApp`. */
  readonly sessionHeader?: string;
  /** Optional request headers of single procedures, by path: descriptions by name. */
  readonly headers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Values of the application's fields, for examples. */
  readonly examples?: ExampleValues;
  /** Returns the heading of a tag in a reference, such as `Administration` for `admin.orders`. */
  readonly groupOf?: (tag: string) => string;
  /** Returns whether the document contains the procedure at a path; all by default. */
  readonly includes?: (path: string) => boolean;
}

type OpenApiComponents = Readonly<Record<string, Readonly<Record<string, object>>>> & {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
};

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument extends JsonSchema {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly info: JsonSchema;
  readonly components: OpenApiComponents;
}

const BEARER: OpenApiSecurity = {
  schemes: { bearer: { type: 'http', scheme: 'bearer' } },
  access: {},
  permission: ['bearer'],
};

function rootsOf({ procedure }: RestRoute): readonly SchemaRoot[] {
  const { path, inputs, output } = procedure;
  return [
    ...inputs.map((schema) => ({ schema, side: 'input' as const, path: `${path} input` })),
    { schema: output, side: 'output', path: `${path} output` },
  ];
}

/** Returns groups of tags as Redocly and Scalar read them, in the order of their names. */
function tagGroups(tags: readonly string[], groupOf: (tag: string) => string): readonly object[] {
  const names = [...new Set(tags.map(groupOf))].sort();
  return names.map((name) => ({ name, tags: tags.filter((tag) => groupOf(tag) === name) }));
}

function pathsOf(routes: readonly RestRoute[], operation: (route: RestRoute) => JsonSchema) {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    const item = paths[route.path] ?? {};
    item[route.method.toLowerCase()] = operation(route);
    paths[route.path] = item;
  }
  return paths;
}

/**
 * Creates the OpenAPI 3.1 document of a router's REST routes from the declarations of its procedures.
 *
 * @example
 * const document = createOpenApi(appRouter, {
 *   info: { title: 'Notes', version: '1.0.0' },
 *   names: [contract],
 *   errors: ERRORS,
 * });
 * @throws {TypeError} when two procedures have the same route, the JSON of a type is not known, or a
 *   schema without a name contains itself.
 */
export function createOpenApi(router: AnyTRPCRouter, options: OpenApiOptions): OpenApiDocument {
  const { errors, security = BEARER, includes = () => true, headers = {}, groupOf } = options;
  const routes = restRoutes(router).filter(({ procedure }) => includes(procedure.path));
  const promised = routes.flatMap(({ procedure }) => procedure.meta.errors);
  const reasons = [...new Set<string>([...COMMON_REASONS, ...promised])];
  const details = reasons.flatMap((reason) => detailsRoot(errors, reason) ?? []);
  const schemas = convertSchemas([...routes.flatMap(rootsOf), ...details], options.names);
  const exampleOf = createExamples(options.examples);
  const failures = createErrorResponses(reasons, errors, { convert: schemas.get, exampleOf });

  function namesOf({ access, session, cache, idempotency }: ProcedureMeta): readonly string[] {
    if (access !== 'public') return security.access[access] ?? security.permission;
    if (session === 'end') return security.access.own ?? security.permission;
    // The answer may depend on the caller, unless caches may store it.
    const isQuery = idempotency === null;
    return isQuery && cache === null ? security.permission : [];
  }

  function securityOf(meta: ProcedureMeta): readonly JsonSchema[] {
    const known = namesOf(meta).map((name) => ({ [name]: [] }));
    // What is public needs no credential.
    return meta.access === 'public' && known.length > 0 ? [...known, {}] : known;
  }

  const headersOf = (path: string) =>
    Object.entries(headers[path] ?? {}).map(([name, description]) => ({
      ...{ name, in: 'header', required: false, description },
      schema: { type: 'string' },
    }));

  const paths = pathsOf(routes, (route) =>
    operationOf(route, { schemas, securityOf, headersOf, exampleOf, failuresOf: failures.of }),
  );
  const taken = Object.keys(failures.schemas).find((name) => name in schemas.components);
  if (taken !== undefined) throw new TypeError(`A schema is called ${taken}, as an error is.`);
  const tags = new Set(routes.map(({ procedure }) => procedure.path.replace(/\.[^.]+$/, '')));
  return {
    openapi: '3.1.0',
    info: options.info,
    servers: options.servers ?? [{ url: '/api' }],
    tags: [...tags].map((name) => ({ name })),
    ...(groupOf !== undefined && { 'x-tagGroups': tagGroups([...tags], groupOf) }),
    paths,
    components: usedComponents(paths, {
      schemas: { ...schemas.components, ...failures.schemas },
      responses: failures.responses,
      parameters: requestHeaders(options.sessionHeader ?? 'x-session'),
      headers: responseHeaders(),
      securitySchemes: security.schemes,
    }),
  };
}
