import { z } from 'zod';

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

const schemas = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/** Returns the output schema of a stream. Its values are parsed one by one; see `watchStream`. */
export function streamOf(values: z.core.$ZodType): z.core.$ZodType<AsyncIterable<unknown>> {
  const schema = z.custom<AsyncIterable<unknown>>(isAsyncIterable, {
    error: 'must be an async iterable',
  });
  schemas.set(schema, values);
  return schema;
}

/** Returns the schema of the values of a stream, or the schema itself when it is not of a stream. */
export function valuesOf(schema: z.core.$ZodType): z.core.$ZodType {
  return schemas.get(schema) ?? schema;
}
