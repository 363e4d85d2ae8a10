import type { JsonSchema } from '@trastienda/procedures/openapi';

/** Schemas of fields by name. */
export type FieldSchemas = ReadonlyMap<string, JsonSchema>;

/** A parameter: `price[min]=5` has the path `price`, `min`. */
interface Parameter {
  readonly path: readonly string[];
  readonly text: string;
}

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
  if (properties !== undefined && inner.length > 0) {
    return readParameters(inner, new Map(Object.entries(properties)));
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
  const names = new Set(parameters.map(({ path: [name = ''] }) => name));
  // `fromEntries` makes a field of the name `__proto__` a field like any other.
  return Object.fromEntries(
    [...names].map((name) => {
      const own = parameters.filter(({ path: [head] }) => head === name);
      return [name, readField(own, schemas.get(name) ?? {})];
    }),
  );
}

/**
 * Returns the query parameters of a request as the fields of an input: repeated ones are an array,
 * `price[min]` is a field of the object `price`, numbers and booleans are what the schemas say.
 */
export function readQuery(
  query: URLSearchParams,
  schemas: FieldSchemas,
): Readonly<Record<string, unknown>> {
  const parameters = [...query].map(([key, text]) => {
    const [name = '', ...inner] = key.split('[');
    return { path: [name, ...inner.map((part) => part.replace(/\]$/, ''))], text };
  });
  return readParameters(parameters, schemas);
}
