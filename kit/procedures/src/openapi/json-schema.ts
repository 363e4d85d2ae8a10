/** A JSON Schema of draft 2020-12, which OpenAPI 3.1 uses. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly description?: string;
}

const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs']);
const LISTS: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const SINGLE: ReadonlySet<string> = new Set([
  'items',
  'additionalProperties',
  'propertyNames',
  'not',
  'contains',
]);

function isSchemaObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Returns a schema with all schemas in it replaced, the inner ones first. Values that are data, such
 * as those of `default` and `enum`, are kept.
 */
export function mapSchema(
  schema: JsonSchema,
  change: (schema: JsonSchema) => JsonSchema,
): JsonSchema {
  const inner = (value: unknown) => (isSchemaObject(value) ? mapSchema(value, change) : value);
  const parts = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (MAPS.has(keyword) && isSchemaObject(value)) {
      const entries = Object.entries(value).map(([name, part]) => [name, inner(part)]);
      return [keyword, Object.fromEntries(entries)];
    }
    if (LISTS.has(keyword) && Array.isArray(value)) return [keyword, value.map(inner)];
    return [keyword, SINGLE.has(keyword) ? inner(value) : value];
  });
  return change(Object.fromEntries(parts));
}

/** Returns a schema without some keywords. */
export function omitKeywords(schema: JsonSchema, keywords: readonly string[]): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword)),
  );
}
