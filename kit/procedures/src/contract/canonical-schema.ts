import { z } from 'zod';
import { type JsonSchema, mapSchema, omitKeywords } from '../openapi/json-schema.ts';

/** Texts and marks that say nothing about values. */
const WITHOUT_EFFECT = [
  ...['$schema', '$id', 'id', 'title', 'description', 'examples', 'deprecated', 'readOnly'],
];

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

/** Patterns that a format stands for: zod's own, which a new version of it may rephrase. */
const FORMAT_PATTERNS: ReadonlySet<unknown> = new Set(
  [
    ...[z.email(), z.url(), z.uuid(), z.iso.datetime(), z.iso.date(), z.iso.time()],
    ...[z.iso.duration(), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.e164(), z.nanoid()],
    ...[z.base64(), z.base64url(), z.cuid2(), z.ulid()],
  ].map((schema) => z.toJSONSchema(schema).pattern),
);

const sortKeys = (object: object) =>
  Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));

const isText = (value: unknown): value is string => typeof value === 'string';

function canonicalize(schema: JsonSchema): JsonSchema {
  // Zod gives every integer the bounds of what JavaScript counts exactly.
  const unbounded = BOUNDS.filter((bound) => Math.abs(Number(schema[bound])) >= 2 ** 53 - 1);
  const isUsual = 'format' in schema && FORMAT_PATTERNS.has(schema.pattern);
  const omitted = [...WITHOUT_EFFECT, ...unbounded, ...(isUsual ? ['pattern'] : [])];
  const { $ref, type, properties, required, enum: values, ...rest } = omitKeywords(schema, omitted);
  return {
    ...($ref !== undefined && { $ref }),
    ...(type !== undefined && { type }),
    ...sortKeys({
      ...rest,
      ...(Array.isArray(values) && { enum: values.every(isText) ? values.toSorted() : values }),
      ...(properties !== undefined && { properties: sortKeys(properties) }),
      ...(required !== undefined && { required: required.toSorted() }),
    }),
  };
}

/**
 * Returns a schema without texts, and with its keywords, fields and values in one order: two schemas
 * that differ only in how they were written become equal.
 */
export function canonicalSchema(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, canonicalize);
}
