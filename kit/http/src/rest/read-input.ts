import { BaseError } from '@trastienda/base';
import {
  convertSchemas,
  inputParts,
  type RestRoute,
  rejectFields,
  rejectUnknownFields,
} from '@trastienda/procedures/openapi';
import { FORM_TYPE, JSON_TYPE, mediaTypeOf } from '../bodies/called-paths.ts';
import type { FoundRoute } from './find-route.ts';
import { type FieldSchemas, readQuery, readText } from './read-query.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Returns the schemas of the fields that are text in a request: those of its path and query. */
function textSchemasOf(route: RestRoute): FieldSchemas {
  const { inputs, path: name } = route.procedure;
  const isOnlyInBody = !hasQuery(route) && route.fields.length === 0;
  if (inputs.length === 0 || isOnlyInBody) return new Map();
  const roots = inputs.map((schema) => ({ schema, side: 'input' as const, path: `${name} input` }));
  // Without names, all schemas are in place.
  const { path, query } = inputParts(route, convertSchemas(roots, [], { opensCycles: true }));
  return new Map([...path, ...query].map((field) => [field.name, field.schema]));
}

/** Whether a query carries the input that is not in the path. */
const hasQuery = ({ method }: RestRoute): boolean => method === 'GET' || method === 'DELETE';

function requireMedia(request: Request, accepted: string): void {
  if (mediaTypeOf(request) === accepted) return;
  throw new BaseError('MEDIA_UNSUPPORTED', { message: `The body must be ${accepted}.` });
}

/** Reads a JSON body; undefined without one. */
async function readJson(request: Request): Promise<unknown> {
  // Some clients send a type, such as that of forms, without a body.
  if (request.headers.get('content-length') === '0') return undefined;
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

/** Reads a JSON body as fields; none without a body. */
async function readFields(request: Request): Promise<Fields> {
  const body = await readJson(request);
  if (body === undefined) return {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new BaseError('REQUEST_MALFORMED', { message: 'The body must be a JSON object.' });
}

/** Adds the fields of a path to those of a query or body, which may only repeat them. */
function withPath(fields: Fields, inPath: Fields): Fields {
  const different = Object.keys(inPath).filter(
    (name) => Object.hasOwn(fields, name) && fields[name] !== inPath[name],
  );
  rejectFields(
    different.map((name) => [name]),
    'differs from the path',
    'custom',
  );
  return { ...fields, ...inPath };
}

/** Reads the input of a call from path, query and body of its request. */
export type ReadInput = (found: FoundRoute, request: Request) => Promise<unknown>;

/**
 * Creates the function that reads inputs. Schemas are converted at the first request of a route.
 * Fields that the input does not have are rejected, and so are those that contradict the path.
 */
export function createInputReader(): ReadInput {
  const known = new WeakMap<RestRoute, FieldSchemas>();

  function schemasOf(route: RestRoute): FieldSchemas {
    const schemas = known.get(route) ?? textSchemasOf(route);
    known.set(route, schemas);
    return schemas;
  }

  async function read({ route, fields }: FoundRoute, request: Request): Promise<unknown> {
    const { inputs, meta } = route.procedure;
    const schemas = schemasOf(route);
    const query = readQuery(new URL(request.url).searchParams, schemas);
    if (!hasQuery(route)) {
      const inQuery = Object.keys(query).map((name) => [name]);
      rejectFields(inQuery, 'is not read from the query');
    }
    if (meta.takesForm) {
      requireMedia(request, FORM_TYPE);
      return request.formData();
    }
    const inPath = Object.fromEntries(
      [...fields].map(([name, text]) => [name, readText(text, schemas.get(name) ?? {})]),
    );
    if (route.method === 'GET') return withPath(query, inPath);
    if (route.method === 'DELETE') {
      const inBody = Object.keys(await readFields(request)).map((name) => [name]);
      rejectFields(inBody, 'is not read from the body');
      return withPath(query, inPath);
    }
    if (inputs.length > 0 && fields.size === 0) return readJson(request);
    return withPath(await readFields(request), inPath);
  }

  return async function readInput(found, request) {
    const input = await read(found, request);
    const { inputs } = found.route.procedure;
    if (inputs.length === 0) rejectUnknownFields(undefined, input);
    for (const schema of inputs) rejectUnknownFields(schema, input);
    return input;
  };
}
