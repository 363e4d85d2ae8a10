import type { ErrorTable } from '@trastienda/base';
import { type AnyTRPCRouter, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { COMMON_REASONS } from '../declarations/promised-reasons.ts';
import { convertSchemas, type SchemaRoot } from '../openapi/convert-schemas.ts';
import { detailsRoot } from '../openapi/error-responses.ts';
import { type JsonSchema, mapSchema } from '../openapi/json-schema.ts';
import { type RestRoute, restRoutes } from '../openapi/rest-routes.ts';
import { type DeclaredProcedure, declaredProcedures } from '../types/router-procedures.ts';
import type { SchemaModules } from '../types/schema-names.ts';
import { canonicalSchema } from './canonical-schema.ts';
import type { Contract, ErrorContract, ProcedureContract } from './contract.ts';

export interface ContractOptions {
  /** Modules whose exported schemas name those of the contract. */
  readonly names: SchemaModules;
  /** Error table of the procedures, for statuses and details. */
  readonly errors: ErrorTable;
}

type Convert = (root: SchemaRoot) => JsonSchema;

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  one < other ? -1 : 1;

/** Points references to where a contract has its schemas. */
function relocate(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, ({ $ref, ...part }) =>
    $ref === undefined ? part : { $ref: $ref.replace('#/components/', '#/'), ...part },
  );
}

function inputRoots({ path, inputs }: DeclaredProcedure): readonly SchemaRoot[] {
  return inputs.map((schema) => ({ schema, side: 'input', path: `${path} input` }));
}

function outputRoot({ path, output }: DeclaredProcedure): SchemaRoot {
  return { schema: output, side: 'output', path: `${path} output` };
}

function procedureContract(
  procedure: DeclaredProcedure,
  route: RestRoute | undefined,
  convert: Convert,
): ProcedureContract {
  const { type, meta } = procedure;
  const [input] = inputRoots(procedure);
  return {
    type,
    ...(route !== undefined && { http: `${route.method} ${route.path}` }),
    access: meta.access,
    ...(meta.recent && { recent: true }),
    ...(meta.idempotency !== null && { idempotency: meta.idempotency }),
    ...(meta.takesForm && { takesForm: true }),
    ...(meta.session !== null && { session: meta.session }),
    deadline: meta.deadline,
    cost: meta.cost,
    ...(meta.limits.length > 0 && { limits: meta.limits.toSorted() }),
    ...(meta.hasTags && { hasTags: true }),
    ...(meta.isResumable && { isResumable: true }),
    ...(meta.cache !== null && { cache: meta.cache }),
    errors: meta.errors.toSorted(),
    ...(input !== undefined && { input: convert(input) }),
    ...(input?.schema._zod.optin !== undefined && { isInputOptional: true }),
    output: convert(outputRoot(procedure)),
  };
}

function errorContract(reason: string, errors: ErrorTable, convert: Convert): ErrorContract {
  const definition = errors[reason];
  if (definition === undefined) throw new TypeError(`The error table has no ${reason}.`);
  const details = detailsRoot(errors, reason);
  return {
    status: getHTTPStatusCodeFromError(new TRPCError({ code: definition.trpc })),
    isRetryable: definition.retryable,
    ...(details !== null && { details: convert(details) }),
  };
}

/**
 * Creates a snapshot of what a router promises to its clients, without texts: access, errors,
 * idempotency, caching, limits, routes, and the JSON Schemas of inputs and outputs. The same router
 * always has the same snapshot, so that it can be committed and compared (`compareContracts`).
 *
 * @example
 * const contract = createContract(appRouter, { names: [schemas], errors: ERRORS });
 * await writeFile('contract.json', formatContract(contract));
 * @throws {TypeError} when two procedures have the same route, the JSON of a type is not known, or a
 *   schema without a name contains itself.
 */
export function createContract(
  router: AnyTRPCRouter,
  { names, errors }: ContractOptions,
): Contract {
  const declared = declaredProcedures(router);
  const routes = new Map(restRoutes(router).map((route) => [route.procedure.path, route]));
  const promised = declared.flatMap(({ meta }) => meta.errors);
  const reasons = [...new Set<string>([...COMMON_REASONS, ...promised])];
  const roots = declared.flatMap((each) => [...inputRoots(each), outputRoot(each)]);
  const details = reasons.flatMap((reason) => detailsRoot(errors, reason) ?? []);
  const converted = convertSchemas([...roots, ...details], names, {
    tidy: canonicalSchema,
    namesPlain: true,
  });
  const convert: Convert = (root) => relocate(converted.get(root));
  const procedures = declared.map(
    (each) => [each.path, procedureContract(each, routes.get(each.path), convert)] as const,
  );
  const errorContracts = reasons.map(
    (reason) => [reason, errorContract(reason, errors, convert)] as const,
  );
  const schemas = Object.entries(converted.components).map(
    ([name, schema]) => [name, relocate(schema)] as const,
  );
  return {
    procedures: Object.fromEntries(procedures.toSorted(byKey)),
    commonErrors: COMMON_REASONS.toSorted(),
    errors: Object.fromEntries(errorContracts.toSorted(byKey)),
    schemas: Object.fromEntries(schemas.toSorted(byKey)),
  };
}
