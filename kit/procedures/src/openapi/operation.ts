import { z } from 'zod';
import type { ProcedureMeta } from '../declarations/procedure-meta.ts';
import type { ConvertedSchemas } from './convert-schemas.ts';
import type { createExamples } from './create-examples.ts';
import { notModifiedOf, requestHeadersOf, responseHeadersOf } from './header-components.ts';
import { type JsonSchema, omitKeywords } from './json-schema.ts';
import type { RestRoute } from './rest-routes.ts';

/** Schemas of the input of a route, by where a request carries it. */
export interface InputParts {
  readonly path: readonly Field[];
  readonly query: readonly Field[];
  /** Null without a body. */
  readonly body: { readonly schema: JsonSchema; readonly isRequired: boolean } | null;
}

interface Field {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

function without(object: JsonSchema, fields: readonly string[]): JsonSchema {
  const kept = Object.entries(object.properties ?? {}).filter(([name]) => !fields.includes(name));
  const properties = Object.fromEntries(kept);
  const required = (object.required ?? []).filter((name) => !fields.includes(name));
  const rest = omitKeywords(object, ['properties', 'required']);
  return { ...rest, properties, ...(required.length > 0 && { required }) };
}

/**
 * Returns where a request of a route carries its input.
 *
 * @throws {TypeError} when a field of the path is not required, or the input of a GET has no fields.
 */
export function inputParts(
  { method, path, fields, procedure }: RestRoute,
  { get, resolve }: Pick<ConvertedSchemas, 'get' | 'resolve'>,
): InputParts {
  const [schema] = procedure.inputs;
  if (schema === undefined) {
    if (fields.length === 0) return { path: [], query: [], body: null };
    throw new TypeError(`${procedure.path}: ${path} has fields, but there is no input.`);
  }
  const input = get({ schema, side: 'input', path: `${procedure.path} input` });
  const isOptional = 'default' in input;
  const object = omitKeywords(resolve(input), ['default']);
  const fieldOf = (name: string, part: JsonSchema): Field => ({
    name,
    schema: part,
    isRequired: !isOptional && (object.required ?? []).includes(name),
  });
  const inPath = fields.map((name) => {
    const part = object.properties?.[name];
    const field = part === undefined ? undefined : fieldOf(name, part);
    if (field?.isRequired !== true) {
      throw new TypeError(`${procedure.path}: ${name} of ${path} is not a required input field.`);
    }
    return field;
  });
  if (method === 'GET' || method === 'DELETE') {
    if (object.properties === undefined) {
      throw new TypeError(`${procedure.path}: the input of a ${method} must be an object.`);
    }
    const rest = Object.entries(object.properties).filter(([name]) => !fields.includes(name));
    return { path: inPath, query: rest.map(([name, part]) => fieldOf(name, part)), body: null };
  }
  if (fields.length === 0) {
    const body = { schema: omitKeywords(input, ['default']), isRequired: !isOptional };
    return { path: [], query: [], body };
  }
  const rest = without(object, fields);
  const isEmpty = Object.keys(rest.properties ?? {}).length === 0;
  const isRequired = (rest.required ?? []).length > 0;
  return { path: inPath, query: [], body: isEmpty ? null : { schema: rest, isRequired } };
}

/** The example of an input, by its fields; undefined where there is none. */
type InputExample = Readonly<Record<string, unknown>> | undefined;

function parameterOf(
  place: 'path' | 'query',
  field: Field,
  schemas: ConvertedSchemas,
  example: InputExample,
) {
  const { description, ...schema } = field.schema;
  const isObject = schemas.resolve(field.schema).type === 'object';
  return {
    name: field.name,
    in: place,
    ...(description !== undefined && { description }),
    required: place === 'path' || field.isRequired,
    ...(place === 'query' && isObject && { style: 'deepObject', explode: true }),
    schema,
    ...(example?.[field.name] !== undefined && { example: example[field.name] }),
  };
}

/** Returns what a client cannot see in schemas, as extensions. */
function extensionsOf({ meta }: RestRoute['procedure']): JsonSchema {
  const { access, recent, idempotency, cost, limits, deadline, errors, session, cache } = meta;
  return {
    'x-access': access,
    ...(recent && { 'x-recent-identity': true }),
    ...(idempotency !== null && { 'x-idempotency': idempotency }),
    'x-cost': cost,
    ...(limits.length > 0 && { 'x-limits': limits }),
    'x-deadline-ms': deadline,
    'x-errors': errors,
    ...(session !== null && { 'x-session': session }),
    ...(cache !== null && { 'x-cache': cache }),
  };
}

/** What an operation refers to. */
export interface OperationParts {
  readonly schemas: ConvertedSchemas;
  /** Alternatives of security schemes for a procedure. */
  readonly securityOf: (meta: ProcedureMeta) => readonly JsonSchema[];
  /** Request headers that a procedure accepts beside those of the protocol. */
  readonly headersOf: (path: string) => readonly object[];
  readonly exampleOf: ReturnType<typeof createExamples>;
  readonly failuresOf: (reasons: readonly string[]) => Readonly<Record<string, JsonSchema>>;
}

function inputExampleOf({ procedure }: RestRoute, { exampleOf }: OperationParts): InputExample {
  const [schema] = procedure.inputs;
  const value = schema === undefined ? undefined : exampleOf(schema)?.value;
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

function bodyExampleOf({ fields }: RestRoute, example: InputExample) {
  return example === undefined ? {} : { example: omitKeywords(example, fields) };
}

/** Returns the output of a call as its caller gets it. */
function outputExampleOf({ procedure }: RestRoute, { exampleOf }: OperationParts) {
  const found = exampleOf(procedure.output);
  return found === null ? {} : { example: z.parse(procedure.output, found.value) };
}

/** Returns the OpenAPI operation of a route. */
export function operationOf(route: RestRoute, options: OperationParts): JsonSchema {
  const { schemas } = options;
  const { path, meta, output } = route.procedure;
  const parts = inputParts(route, schemas);
  const example = inputExampleOf(route, options);
  const parameters = [
    ...parts.path.map((field) => parameterOf('path', field, schemas, example)),
    ...parts.query.map((field) => parameterOf('query', field, schemas, example)),
    ...options.headersOf(path),
    ...requestHeadersOf(meta),
  ];
  const schema = schemas.get({ schema: output, side: 'output', path: `${path} output` });
  const type = meta.takesForm ? 'multipart/form-data' : 'application/json';
  return {
    operationId: path,
    tags: [path.split('.').slice(0, -1).join('.')],
    summary: meta.summary,
    ...(meta.description !== null && { description: meta.description }),
    ...extensionsOf(route.procedure),
    security: options.securityOf(meta),
    parameters,
    ...(parts.body !== null && {
      requestBody: {
        required: parts.body.isRequired,
        content: { [type]: { schema: parts.body.schema, ...bodyExampleOf(route, example) } },
      },
    }),
    responses: {
      200: {
        description: 'The call succeeded.',
        headers: responseHeadersOf(meta),
        content: { 'application/json': { schema, ...outputExampleOf(route, options) } },
      },
      ...notModifiedOf(meta),
      ...options.failuresOf(meta.errors),
    },
  };
}
