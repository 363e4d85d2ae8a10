import { type JsonSchema, mapSchema, omitKeywords } from './json-schema.ts';

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

/** Classes of Unicode properties work in few generators, and not in those of Python. */
const hasUnicodeClass = (pattern: unknown) => typeof pattern === 'string' && /\\p\{/i.test(pattern);

function tidy(schema: JsonSchema): JsonSchema {
  // Zod gives every integer the bounds of what JavaScript counts exactly.
  const unbounded = BOUNDS.filter((bound) => Math.abs(Number(schema[bound])) >= 2 ** 53 - 1);
  // A format says what zod's long pattern of it does.
  const isUnread = 'format' in schema || hasUnicodeClass(schema.pattern);
  const unread = isUnread ? ['pattern'] : [];
  const kept = omitKeywords(schema, ['$schema', '$id', 'id', ...unbounded, ...unread]);
  const { allOf, ...rest } = kept;
  if (Array.isArray(allOf)) {
    const parts = allOf.filter((part) => Object.keys(part).length > 0);
    return parts.length > 0 ? { ...rest, allOf: parts } : rest;
  }
  // Generators for 3.0 do not know a list of types.
  if (Array.isArray(kept.type)) {
    const anyOf = (kept.type as readonly string[]).map((type) => ({ type }));
    return { ...omitKeywords(kept, ['type']), anyOf };
  }
  return kept;
}

/** Removes from a schema what zod adds and generators of clients do not read. */
export function tidySchema(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, tidy);
}
