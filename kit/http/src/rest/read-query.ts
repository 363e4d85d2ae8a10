import { BaseError } from '@trastienda/base';
import type { JsonSchema } from '@trastienda/procedures/openapi';

/** Schemas of fields by name. */
export type FieldSchemas = ReadonlyMap<string, JsonSchema>;

/** A parameter: `price[min]=5` has the path `price`, `min`. */
interface Parameter {
  readonly path: readonly string[];
  readonly text: string;
}

/** More than any input has fields and items in a query. */
const MAX_PARAMETERS = 500;

const NUMBER = /^-?\d+(?:\.\d+)?$/;

function optionsOf(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(optionsOf);
}

/**
 * Returns a text as the JSON value that its schema describes. One that is no such value stays a text,
 * which the procedure rejects with a message for the field.
 */
export function readText(text: string, schema: JsonSchema): unknown {
  const types = optionsOf(schema).map(({ type }) => type);
  if (types.includes('string')) return text;
  const isNumber = types.includes('number') || types.includes('integer');
  if (isNumber && NUMBER.test(text)) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function readField(parameters: readonly Parameter[], schema: JsonSchema): unknown {
  const options = optionsOf(schema);
  const properties = options.find((option) => option.properties !== undefined)?.properties;
  const inner = parameters.flatMap(({ path: [, ...path], text }) =>
    path.length > 0 ? [{ path, text }] : [],
  );
  // `price[min]=1&price=2` is no object; as a list it is rejected.
  if (inner.length > 0 && inner.length === parameters.length) {
    return readParameters(inner, new Map(Object.entries(properties ?? {})));
  }
  const texts = parameters.map(({ text }) => text);
  const items = options.find(({ type }) => type === 'array')?.items;
  if (items !== undefined) return texts.map((text) => readText(text, items));
  const [only = ''] = texts;
  return texts.length > 1 ? texts : readText(only, schema);
}

function readParameters(
  parameters: readonly Parameter[],
  schemas: FieldSchemas,
): Readonly<Record<string, unknown>> {
  const byName = new Map<string, Parameter[]>();
  for (const parameter of parameters) {
    const [name = ''] = parameter.path;
    const own = byName.get(name) ?? [];
    own.push(parameter);
    byName.set(name, own);
  }
  // `fromEntries` makes a field of the name `__proto__` a field like any other.
  return Object.fromEntries(
    [...byName].map(([name, own]) => [name, readField(own, schemas.get(name) ?? {})]),
  );
}

/**
 * Returns the query parameters of a request as the fields of an input: repeated ones are an array,
 * `price[min]` is a field of the object `price`, numbers and booleans are what the schemas say.
 *
 * @throws {BaseError} REQUEST_TOO_LARGE with more parameters than any query has.
 */
export function readQuery(
  query: URLSearchParams,
  schemas: FieldSchemas,
): Readonly<Record<string, unknown>> {
  if (query.size > MAX_PARAMETERS) {
    const details = { limit: 'query-parameters', max: MAX_PARAMETERS } as const;
    throw new BaseError('REQUEST_TOO_LARGE', { details });
  }
  const parameters = [...query].map(([key, text]) => {
    const [name = '', ...inner] = key.split('[');
    const path = inner.map((part) => part.replace(/\]$/, '')).filter((part) => part !== '');
    return { path: [name, ...path], text };
  });
  return readParameters(parameters, schemas);
}
