import { BaseError } from '@trastienda/base';
import {
  convertSchemas,
  inputParts,
  type RestRoute,
  rejectUnknownFields,
} from '@trastienda/procedures/openapi';
import { FORM_TYPE, JSON_TYPE, mediaTypeOf } from '../bodies/called-paths.ts';
import type { FoundRoute } from './find-route.ts';
import { type FieldSchemas, readQuery, readText } from './read-query.ts';

/** Schemas of what is text in a request: the fields of its path and query. */
interface TextSchemas {
  readonly path: FieldSchemas;
  readonly query: FieldSchemas;
}

const NO_SCHEMAS: TextSchemas = { path: new Map(), query: new Map() };

function textSchemasOf(route: RestRoute): TextSchemas {
  const { inputs, path: name } = route.procedure;
  const hasQuery = route.method === 'GET' || route.method === 'DELETE';
  if (!hasQuery && route.fields.length === 0) return NO_SCHEMAS;
  const roots = inputs.map((schema) => ({ schema, side: 'input' as const, path: `${name} input` }));
  // Without names, all schemas are in place.
  const { path, query } = inputParts(route, convertSchemas(roots, []));
  const byName = (fields: typeof path) =>
    new Map(fields.map((field) => [field.name, field.schema]));
  return { path: byName(path), query: byName(query) };
}

function requireMedia(request: Request, accepted: string): void {
  if (mediaTypeOf(request) === accepted) return;
  throw new BaseError('MEDIA_UNSUPPORTED', { message: `The body must be ${accepted}.` });
}

/** Reads a JSON body; undefined without one. */
async function readJson(request: Request): Promise<unknown> {
  if (mediaTypeOf(request) !== '') requireMedia(request, JSON_TYPE);
  const text = await request.text();
  if (text === '') return undefined;
  requireMedia(request, JSON_TYPE);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new BaseError('REQUEST_MALFORMED', { message: 'The body is not JSON.', cause });
  }
}

/** Reads the input of a call from path, query and body of its request. */
export type ReadInput = (found: FoundRoute, request: Request) => Promise<unknown>;

/**
 * Creates the function that reads inputs. What the path says goes before what a body says. Schemas
 * are converted at the first request of a route. Fields that the input does not have are rejected.
 */
export function createInputReader(): ReadInput {
  const known = new WeakMap<RestRoute, TextSchemas>();

  function schemasOf(route: RestRoute): TextSchemas {
    const schemas = known.get(route) ?? textSchemasOf(route);
    known.set(route, schemas);
    return schemas;
  }

  async function read({ route, fields }: FoundRoute, request: Request): Promise<unknown> {
    const { inputs, meta } = route.procedure;
    if (inputs.length === 0) return undefined;
    if (meta.takesForm) {
      requireMedia(request, FORM_TYPE);
      return request.formData();
    }
    const schemas = schemasOf(route);
    const inPath = [...fields].map(([name, text]) => [
      name,
      readText(text, schemas.path.get(name) ?? {}),
    ]);
    const fieldsOfPath = Object.fromEntries(inPath) as Readonly<Record<string, unknown>>;
    if (route.method === 'GET' || route.method === 'DELETE') {
      const query = readQuery(new URL(request.url).searchParams, schemas.query);
      return { ...query, ...fieldsOfPath };
    }
    const body = await readJson(request);
    if (inPath.length === 0) return body;
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    if (isObject || body === undefined) return { ...body, ...fieldsOfPath };
    throw new BaseError('REQUEST_MALFORMED', { message: 'The body must be a JSON object.' });
  }

  return async function readInput(found, request) {
    const input = await read(found, request);
    for (const schema of found.route.procedure.inputs) rejectUnknownFields(schema, input);
    return input;
  };
}
