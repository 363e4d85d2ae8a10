import { z } from 'zod';

/**
 * Values for the fields of examples by name, such as `{ city: ['Madrid'] }`; also for fields that end
 * in it, such as `homeCity`. The first one that a schema accepts counts.
 */
export type ExampleValues = Readonly<Record<string, readonly unknown[]>>;

/** An example; null when none is known. */
type Example = { readonly value: unknown } | null;

/** Texts, the plain before the special: a schema decides which of them it accepts. */
const TEXTS: readonly string[] = [
  'text',
  '2026-01-31T12:00:00.000Z',
  '2026-01-31',
  '65b7f0c2a1d4e8f93b6c5d70',
  '3f2b8c1e-5d7a-4e9b-8c6d-1a2b3c4d5e6f',
  'ana@example.com',
  'https://example.com/',
  'EUR',
  'ES',
  'es',
  '123456',
  'a-text-of-some-length',
];

const NUMBERS: readonly number[] = [1, 10, 100, 0, 0.5, 1000];

const CURSOR = 'eyJhZnRlciI6IjY1YjdmMGMyIn0';

/** Values of the primitives that every application has. */
const COMMON_VALUES: ExampleValues = {
  id: ['65b7f0c2a1d4e8f93b6c5d70'],
  amount: [1850],
  currency: ['EUR'],
  cursor: [CURSOR],
  nextCursor: [CURSOR],
  limit: [20],
  token: ['3q2vYw8rT5kLx0ZbN7cPd1mJfHs6gUaE9iVoQyRtWuA'],
};

/** Optional fields without an example: servers reject a cursor that is not from the page before. */
const OMITTED: ReadonlySet<string> = new Set(['cursor']);

/** Deeper values are left out: a schema may contain itself. */
const MAX_DEPTH = 12;

const MAX_TEXT_LENGTH = 1000;

interface Place {
  /** Name of the field; that of the list for its items. */
  readonly name: string;
  readonly depth: number;
}

const accepts = (schema: z.core.$ZodType, value: unknown) => z.safeParse(schema, value).success;

function firstAccepted(schema: z.core.$ZodType, candidates: readonly unknown[]): Example {
  const index = candidates.findIndex((candidate) => accepts(schema, candidate));
  return index === -1 ? null : { value: candidates[index] };
}

function valuesFor(name: string, values: ExampleValues): readonly unknown[] {
  const last = /[A-Z][a-z]*$/.exec(name)?.[0].toLowerCase() ?? '';
  const known = [name, last].filter((key) => Object.hasOwn(values, key));
  return known.flatMap((key) => values[key] ?? []);
}

/**
 * Creates the function that returns an example of a schema's input, or null when it knows none that
 * the schema accepts. Examples are the same each time, and have every field that they can have,
 * except for cursors.
 */
export function createExamples(values: ExampleValues = {}) {
  function fieldsOf(
    schema: z.ZodObject,
    { depth }: Place,
    isWanted: (field: z.core.$ZodType, name: string) => boolean,
  ): Example {
    const fields: [string, unknown][] = [];
    for (const [name, field] of Object.entries<z.core.$ZodType>(schema.shape)) {
      if (!isWanted(field, name)) continue;
      const found = exampleOf(field, { name, depth: depth + 1 });
      if (found !== null) fields.push([name, found.value]);
    }
    return firstAccepted(schema, [Object.fromEntries(fields)]);
  }

  function itemsOf(schema: z.ZodArray, { name, depth }: Place): Example {
    const item = exampleOf(schema.element, { name, depth: depth + 1 });
    return firstAccepted(schema, item === null ? [[]] : [[item.value], []]);
  }

  function recordOf(schema: z.ZodRecord, { name, depth }: Place): Example {
    const key = exampleOf(schema.keyType, { name, depth });
    const value = exampleOf(schema.valueType, { name, depth: depth + 1 });
    if (key === null || value === null) return firstAccepted(schema, [{}]);
    return firstAccepted(schema, [{ [String(key.value)]: value.value }, {}]);
  }

  function plainOf(schema: z.core.$ZodType): Example {
    if (schema instanceof z.ZodNumber) {
      const found = firstAccepted(schema, NUMBERS);
      if (found !== null) return found;
      const { minimum, maximum } = z.toJSONSchema(schema);
      return firstAccepted(schema, [minimum, maximum]);
    }
    if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) {
      const found = firstAccepted(schema, TEXTS);
      if (found !== null) return found;
      const { minLength = 1 } = z.toJSONSchema(schema);
      return firstAccepted(schema, ['a'.repeat(Math.min(minLength, MAX_TEXT_LENGTH))]);
    }
    if (schema instanceof z.ZodEnum) return firstAccepted(schema, schema.options);
    if (schema instanceof z.ZodLiteral) return firstAccepted(schema, [...schema.values]);
    return firstAccepted(schema, [true, null]);
  }

  function composedOf(schema: z.core.$ZodType, place: Place): Example {
    if (schema instanceof z.ZodObject) {
      // Some fields exclude each other.
      const isRequired = (field: z.core.$ZodType) => !accepts(field, undefined);
      const isShown = (field: z.core.$ZodType, name: string) =>
        !OMITTED.has(name) || isRequired(field);
      return fieldsOf(schema, place, isShown) ?? fieldsOf(schema, place, isRequired);
    }
    if (schema instanceof z.ZodArray) return itemsOf(schema, place);
    if (schema instanceof z.ZodRecord) return recordOf(schema, place);
    if (schema instanceof z.ZodUnion) {
      const examples = schema.options.map((option) => exampleOf(option, place));
      return examples.find((example) => example !== null) ?? null;
    }
    if (schema instanceof z.ZodPipe) return exampleOf(schema.in, place);
    const isWrapper =
      schema instanceof z.ZodOptional ||
      schema instanceof z.ZodNullable ||
      schema instanceof z.ZodDefault ||
      schema instanceof z.ZodPrefault ||
      schema instanceof z.ZodReadonly ||
      schema instanceof z.ZodLazy;
    return isWrapper ? exampleOf(schema.unwrap(), place) : plainOf(schema);
  }

  const known = new WeakMap<z.core.$ZodType, Map<string, Example>>();

  function exampleOf(schema: z.core.$ZodType, place: Place): Example {
    const examples = known.get(schema) ?? new Map<string, Example>();
    const example = examples.get(place.name) ?? findExample(schema, place);
    known.set(schema, examples.set(place.name, example));
    return example;
  }

  function findExample(schema: z.core.$ZodType, place: Place): Example {
    if (place.depth > MAX_DEPTH) return null;
    const candidates = [...valuesFor(place.name, values), ...valuesFor(place.name, COMMON_VALUES)];
    const found = firstAccepted(schema, candidates) ?? composedOf(schema, place);
    if (found !== null && accepts(schema, found.value)) return found;
    // A pipe may accept less than its first schema.
    return firstAccepted(schema, [...TEXTS, ...NUMBERS, null, undefined]);
  }

  return (schema: z.core.$ZodType): Example => exampleOf(schema, { name: '', depth: 0 });
}
