import fc from 'fast-check';
import { z } from 'zod';

/** A JSON Schema as zod writes it; only what inputs are made of. */
interface JsonSchema {
  readonly type?: string;
  readonly anyOf?: readonly JsonSchema[];
  /** The choices of a discriminated union. */
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** Values that often break programs, some of them aimed at MongoDB. */
const JUNK: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, '', ' ', '\u0000', '\ud800', '__proto__', '$where', '.', '🛒'.repeat(300)],
    ...[0, -1, -0, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 1, true, [], {}, [[]]],
    ...[{ $gt: '' }, { $ne: null }, { $regex: '.*' }, { toString: 1 }, { length: -1 }],
    ...['2026-13-45', 'javascript:alert(1)', 'a'.repeat(5000), '9'.repeat(24), '../../etc'],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Strings that pass formats and patterns of the contract. */
const SAMPLES = [
  ...['https://cdn.example/a.jpg', '0123456789abcdef01234567', 'EUR', 'USD', 'shirt'],
  ...['stranger@shop.example', '123456', 'a-secret-of-nobody-at-all'],
  ...['2026-01-31', '2026-02-28', 'ES', 'CA', '2026-01-31T12:00:00.000Z'],
  ...['0123456789abcdef01234567_0123456789abcdef01234567', 'ab'.repeat(32)],
];

/** How to fill a schema. */
interface Recipe {
  /** Whether a value is now and then something else than what the schema asks for. */
  readonly isSpoilt: boolean;
  /** Strings that mean something to the procedure, as ids of what exists. */
  readonly samples: readonly string[];
}

function stringFor({ pattern, format }: JsonSchema, recipe: Recipe): fc.Arbitrary<string> {
  const samples = [...SAMPLES, ...recipe.samples];
  const accepts = (text: string) =>
    (pattern === undefined || new RegExp(pattern, 'u').test(text)) &&
    (format !== 'uri' || text.startsWith('https:'));
  const accepted = samples.filter(accepts);
  if (pattern === undefined && format === undefined) {
    return fc.oneof(fc.constantFrom(...samples), fc.string({ minLength: 1, maxLength: 12 }));
  }
  return fc.constantFrom(...(accepted.length > 0 ? accepted : samples));
}

/** Optional fields are mostly left out: rules between fields would reject nearly all inputs. */
const optional = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

function asAsked(schema: JsonSchema, recipe: Recipe): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    return fc.oneof(...choices.map((choice) => filled(choice, recipe)));
  }
  switch (schema.type) {
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const fields = Object.entries(properties).flatMap(([name, field]) =>
        required.includes(name)
          ? [[name, filled(field, recipe)]]
          : [[name, optional(filled(field, recipe))]],
      );
      return fc
        .record<Record<string, unknown>>(Object.fromEntries(fields))
        .map((record) =>
          Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)),
        );
    }
    case 'array':
      return fc.array(filled(schema.items ?? {}, recipe), { minLength: 1, maxLength: 2 });
    case 'integer':
    case 'number': {
      const { minimum = -10, maximum = 1000 } = schema;
      const low = Math.max(minimum, -1e6);
      return fc.oneof(
        fc.constant(low),
        fc.integer({ min: low, max: Math.min(maximum, 1e6) }),
        ...(recipe.isSpoilt ? [fc.constantFrom(minimum - 1, maximum + 1)] : []),
      );
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return stringFor(schema, recipe);
    default:
      return JUNK;
  }
}

function filled(schema: JsonSchema, recipe: Recipe): fc.Arbitrary<unknown> {
  const asked = asAsked(schema, recipe);
  if (!recipe.isSpoilt) return asked;
  return fc.oneof({ weight: 12, arbitrary: asked }, { weight: 1, arbitrary: JUNK });
}

function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as JsonSchema;
}

// Not into `oneOf`: what is in a choice is only read once its discriminator says which it is.
function pathsOfStrings({ type, anyOf = [], properties = {}, items }: JsonSchema): string[][] {
  if (type === 'string') return [[]];
  const below = (key: string, schema: JsonSchema) =>
    pathsOfStrings(schema).map((path) => [key, ...path]);
  return [
    ...anyOf.flatMap(pathsOfStrings),
    ...Object.entries(properties).flatMap(([key, schema]) => below(key, schema)),
    ...(items === undefined ? [] : below('0', items)),
  ];
}

/** Where a procedure's input holds text, as paths of keys and indexes; each place once. */
export function stringFields(schema: z.ZodType): string[][] {
  const paths = pathsOfStrings(toJsonSchema(schema));
  return [...new Map(paths.map((path) => [path.join('.'), path])).values()];
}

/**
 * Generates inputs from a procedure's schema: half of them valid, so that they pass the boundary,
 * and half with a defect.
 */
export function fuzzInputs(
  schema: z.ZodType,
  samples: readonly string[] = [],
): fc.Arbitrary<unknown> {
  const json = toJsonSchema(schema);
  return fc.oneof(
    filled(json, { isSpoilt: false, samples }),
    filled(json, { isSpoilt: true, samples }),
  );
}

/** An input that the schema takes, the same one every time; throws when it cannot make one. */
export function acceptedInput(schema: z.ZodType, samples: readonly string[]): unknown {
  const inputs = filled(toJsonSchema(schema), { isSpoilt: false, samples });
  // Rules between fields reject most inputs of a large schema.
  for (let seed = 1; seed <= 30; seed += 1) {
    const accepted = fc
      .sample(inputs, { seed, numRuns: 100 })
      .find((input) => schema.safeParse(input).success);
    if (accepted !== undefined) return accepted;
  }
  throw new Error('No input was made that the schema takes.');
}
