import { z } from 'zod';

/** The fields of an object schema by name. */
type Shape = z.core.$ZodShape;

/** A shape whose fields have lost their defaults. */
export type WithoutDefaults<Fields extends Shape> = {
  [Name in keyof Fields]: Fields[Name] extends z.core.$ZodDefault<infer Inner>
    ? Inner
    : Fields[Name];
};

/** The values of those fields that have a default. */
export type DefaultsOf<Fields extends Shape> = {
  [Name in keyof Fields as Fields[Name] extends z.core.$ZodDefault ? Name : never]: z.output<
    Fields[Name]
  >;
};

function mapShape<Fields extends Shape>(fields: Fields, map: (schema: z.core.$ZodType) => unknown) {
  const mapped = Object.entries(fields).map(([name, schema]) => [name, map(schema)]);
  return Object.fromEntries(mapped) as WithoutDefaults<Fields>;
}

function withoutDefault(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault ? schema.unwrap() : schema;
}

function withoutTextChecks(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodNullable) return z.nullable(withoutTextChecks(schema.unwrap()));
  if (schema instanceof z.ZodArray) return z.array(withoutTextChecks(schema.element));
  return schema instanceof z.ZodString ? z.string() : schema;
}

/**
 * Returns the shape without defaults: what a change or a view is made of. A `partial()` alone would
 * keep them, and reset each field that a change leaves out.
 */
export function withoutDefaults<Fields extends Shape>(fields: Fields): WithoutDefaults<Fields> {
  return mapShape(fields, withoutDefault);
}

/**
 * Returns the shape as views have it: without defaults, and with text and lists of text unchecked.
 * Their checks ran when the value was written; a page of a list need not repeat them.
 */
export function viewShape<Fields extends Shape>(fields: Fields): WithoutDefaults<Fields> {
  return mapShape(fields, (schema) => withoutTextChecks(withoutDefault(schema)));
}

/** Returns the names of the fields, in the order of their declaration. */
export function fieldNames<Fields extends Shape>(fields: Fields): (keyof Fields & string)[] {
  return Object.keys(fields);
}

/** Returns new default values, for each field that has one. */
export function defaultsOf<Fields extends Shape>(fields: Fields): DefaultsOf<Fields> {
  return withDefaults(fields, {}) as DefaultsOf<Fields>;
}

/** Returns the object with the default of each field that it lacks. */
export function withDefaults<Stored extends object>(fields: Shape, stored: Stored): Stored {
  const lacking: Record<string, unknown> = {};
  let isWhole = true;
  for (const [name, schema] of Object.entries(fields)) {
    if (name in stored || !(schema instanceof z.ZodDefault)) continue;
    lacking[name] = schema.def.defaultValue;
    isWhole = false;
  }
  return isWhole ? stored : { ...lacking, ...stored };
}

/** Returns the object's values of these fields and of no others. */
export function pickFields<Fields extends Shape, Whole extends Record<keyof Fields, unknown>>(
  fields: Fields,
  whole: Whole,
): Pick<Whole, keyof Fields> {
  const picked: Partial<Pick<Whole, keyof Fields>> = {};
  for (const name of fieldNames(fields)) picked[name] = whole[name];
  return picked as Pick<Whole, keyof Fields>;
}
