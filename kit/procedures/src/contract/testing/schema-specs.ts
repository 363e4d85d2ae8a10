import fc from 'fast-check';
import { z } from 'zod';

/** A small schema, from which tests make a zod schema, and values. */
export type SchemaSpec =
  | { readonly kind: 'text'; readonly min: number; readonly max: number; readonly pattern: string }
  | { readonly kind: 'format'; readonly format: keyof typeof FORMATS }
  | { readonly kind: 'int' | 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'open-number'; readonly above: number; readonly step: number }
  | { readonly kind: 'any' | 'boolean' | 'null' | 'never' }
  | { readonly kind: 'values'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'nullable'; readonly of: SchemaSpec }
  | { readonly kind: 'list'; readonly of: SchemaSpec; readonly min: number; readonly max: number }
  | { readonly kind: 'tuple' | 'union'; readonly of: readonly SchemaSpec[] }
  | { readonly kind: 'record'; readonly of: SchemaSpec; readonly keys: readonly string[] | null }
  | { readonly kind: 'object'; readonly fields: Fields; readonly others: Others }
  | { readonly kind: 'both'; readonly of: readonly [Fields, Fields] }
  | { readonly kind: 'tagged'; readonly of: Readonly<Record<string, Fields>> };

type Others = 'ignored' | 'rejected' | 'kept';

interface Field {
  readonly of: SchemaSpec;
  readonly presence: 'required' | 'optional' | 'default';
}

type Fields = Readonly<Record<string, Field>>;

const FORMATS = {
  email: z.email(),
  timestamp: z.iso.datetime(),
  timestampWithOffset: z.iso.datetime({ offset: true }),
  date: z.iso.date(),
  uuid: z.uuid(),
  v4: z.uuidv4(),
  guid: z.guid(),
} as const;

const FORMATTED = [
  ...['ana@example.com', '2026-01-31T12:00:00Z', '2026-01-31T12:00:00+02:00', '2026-01-31'],
  ...['0b0f7a52-7e0f-4e21-9d5c-6fbf6d6e5a10', '01890a5d-ac96-774b-bcce-b302099a8057'],
  'ffffffff-1111-0000-2222-333333333333',
];

/**
 * What a schema is made for: `input` parses, `output` serializes, and `answers` are what clients
 * that know the output accept.
 */
export type Purpose = 'input' | 'output' | 'answers';

function shapeOf(fields: Fields, purpose: Purpose): z.core.$ZodShape {
  const built = Object.entries(fields).map(([name, { of, presence }]) => {
    const schema = schemaOf(of, purpose);
    if (presence === 'optional') return [name, schema.optional()];
    if (presence === 'default' && purpose !== 'answers') {
      const samples = fc.sample(valuesOf(of), { seed: 1, numRuns: 20 });
      const parsed = samples.map((sample) => schema.safeParse(sample));
      const value = parsed.find(({ success }) => success);
      // Zod returns a default as it is, so it is a parsed value here.
      if (value !== undefined) return [name, schema.default(value.data)];
    }
    return [name, schema];
  });
  return Object.fromEntries(built);
}

/** Builds the zod schema of a spec. */
export function schemaOf(spec: SchemaSpec, purpose: Purpose): z.ZodType {
  switch (spec.kind) {
    case 'text': {
      const text = z.string().min(spec.min).max(spec.max);
      return spec.pattern === '' ? text : text.regex(new RegExp(spec.pattern, 'u'));
    }
    case 'format':
      return FORMATS[spec.format];
    case 'int':
      return z.int().min(spec.min).max(spec.max);
    case 'number':
      return z.number().min(spec.min).max(spec.max);
    case 'open-number':
      return z.number().gt(spec.above).multipleOf(spec.step);
    case 'any':
      return z.unknown();
    case 'boolean':
      return z.boolean();
    case 'null':
      return z.null();
    case 'never':
      return z.never();
    case 'values':
      return z.literal([...spec.values]);
    case 'nullable':
      return schemaOf(spec.of, purpose).nullable();
    case 'list':
      return z.array(schemaOf(spec.of, purpose)).min(spec.min).max(spec.max);
    case 'tuple': {
      const [first = z.null(), ...rest] = spec.of.map((each) => schemaOf(each, purpose));
      return z.tuple([first, ...rest]);
    }
    case 'union':
      return z.union(spec.of.map((each) => schemaOf(each, purpose)));
    case 'record':
      return spec.keys === null
        ? z.record(z.string(), schemaOf(spec.of, purpose))
        : z.partialRecord(z.enum([...spec.keys]), schemaOf(spec.of, purpose));
    case 'object': {
      const object = z.object(shapeOf(spec.fields, purpose));
      if (spec.others === 'kept') return object.loose();
      // A newer server may send fields that an older client does not know.
      return spec.others === 'rejected' && purpose === 'input' ? object.strict() : object;
    }
    case 'both': {
      const [one, other] = spec.of.map((fields) => z.object(shapeOf(fields, purpose)));
      return z.intersection(one ?? z.unknown(), other ?? z.unknown());
    }
    case 'tagged': {
      const [first = z.object({ tag: z.literal('none') }), ...rest] = Object.entries(spec.of).map(
        ([tag, fields]) => z.object({ ...shapeOf(fields, purpose), tag: z.literal(tag) }),
      );
      return z.discriminatedUnion('tag', [first, ...rest]);
    }
  }
}

function fieldValues(fields: Fields, tag?: string): fc.Arbitrary<object> {
  const values = Object.entries(fields).map(([name, { of }]) => [name, valuesOf(of)]);
  const optional = Object.entries(fields).filter(([, { presence }]) => presence !== 'required');
  const optionalNames = new Set(optional.map(([name]) => name));
  const requiredKeys = Object.keys(fields).filter((name) => !optionalNames.has(name));
  const record = fc.record<Record<string, unknown>>(Object.fromEntries(values), { requiredKeys });
  return tag === undefined ? record : record.map((value) => ({ ...value, tag }));
}

const around = (min: number, max: number) =>
  fc.oneof(fc.constantFrom(min, max), fc.double({ min: min - 2, max: max + 2, noNaN: true }));

const TEXTS = ['', 'a', 'b', 'ab', 'ba', 'aaaa', 'c', ...FORMATTED];

/** Generates values that mostly fit the schema of a spec, without fields that it does not know. */
export function valuesOf(spec: SchemaSpec): fc.Arbitrary<unknown> {
  switch (spec.kind) {
    case 'text':
    case 'format':
      return fc.constantFrom(...TEXTS);
    case 'int':
      return around(spec.min, spec.max).map(Math.round);
    case 'number':
      return around(spec.min, spec.max);
    case 'open-number':
      return fc.nat(9).map((factor) => spec.above + factor / 2);
    case 'any':
      return fc.oneof(fc.constantFrom(...TEXTS, null, true, 0, 3.5), fc.constant({ a: 1 }));
    case 'boolean':
      return fc.boolean();
    case 'null':
    case 'never':
      return fc.constant(null);
    case 'values':
      return fc.constantFrom(...spec.values);
    case 'nullable':
      return fc.option(valuesOf(spec.of));
    case 'list':
      return fc.array(valuesOf(spec.of), { minLength: spec.min, maxLength: spec.max });
    case 'tuple':
      return fc.tuple(...spec.of.map(valuesOf));
    case 'union':
      return fc.oneof(...spec.of.map(valuesOf));
    case 'record':
      return fc.dictionary(fc.constantFrom(...(spec.keys ?? NAMES)), valuesOf(spec.of));
    case 'object':
      if (spec.others !== 'kept') return fieldValues(spec.fields);
      return fc
        .tuple(
          fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(1, 'a', null)),
          fieldValues(spec.fields),
        )
        .map(([others, fields]) => ({ ...others, ...fields }));
    case 'both':
      return fc
        .tuple(...spec.of.map((fields) => fieldValues(fields)))
        .map((all) => Object.assign({}, ...all));
    case 'tagged':
      return fc.oneof(...Object.entries(spec.of).map(([tag, fields]) => fieldValues(fields, tag)));
  }
}

/** A schema before and after a change; mostly parts of it are the same. */
export type SpecPair = readonly [SchemaSpec, SchemaSpec];

const NAMES = ['a', 'b', 'c'];
const small = fc.integer({ min: 0, max: 3 });

const pairOf = <Part>(part: fc.Arbitrary<Part>) =>
  fc.oneof({ weight: 2, arbitrary: part.map((one) => [one, one] as const) }, fc.tuple(part, part));

/** Pairs of leaves of one kind. */
const leaves: fc.Arbitrary<SpecPair> = fc.oneof(
  fc
    .record({
      min: pairOf(small),
      more: pairOf(small),
      pattern: pairOf(fc.constantFrom('', '^a', '^(?:a|b)+$')),
    })
    .map(({ min, more, pattern }) =>
      both((at) => ({ kind: 'text', min: min[at], max: min[at] + more[at], pattern: pattern[at] })),
    ),
  pairOf(fc.constantFrom(...typedKeys(FORMATS))).map((format) =>
    both((at) => ({ kind: 'format', format: format[at] })),
  ),
  fc
    .record({
      kind: pairOf(fc.constantFrom('int', 'number')),
      min: pairOf(small),
      more: pairOf(small),
    })
    .map(({ kind, min, more }) =>
      both((at) => ({ kind: kind[at], min: min[at], max: min[at] + more[at] })),
    ),
  fc
    .record({ above: pairOf(small), step: pairOf(fc.constantFrom(0.5, 1, 2)) })
    .map(({ above, step }) =>
      both((at) => ({ kind: 'open-number', above: above[at], step: step[at] })),
    ),
  pairOf(fc.constantFrom('any', 'boolean', 'null', 'never')).map((kind) =>
    both((at) => ({ kind: kind[at] })),
  ),
  pairOf(fc.uniqueArray(fc.constantFrom('a', 'b', 'ab', 1, 2), { minLength: 1 })).map((values) =>
    both((at) => ({ kind: 'values', values: values[at] })),
  ),
);

function both(make: (at: 0 | 1) => SchemaSpec): SpecPair {
  return [make(0), make(1)];
}

function typedKeys<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[];
}

/** Pairs of fields; some exist only before the change, or after it. */
function fieldPairs(specs: fc.Arbitrary<SpecPair>): fc.Arbitrary<readonly [Fields, Fields]> {
  const field = fc.record({
    of: specs,
    presence: pairOf(fc.constantFrom('required', 'optional', 'default')),
    exists: pairOf(fc.constantFrom(true, true, true, false)),
  });
  return fc.dictionary(fc.constantFrom(...NAMES), field, { maxKeys: 3 }).map((all) => {
    const side = (at: 0 | 1): Fields => {
      const existing = Object.entries(all).filter(([, { exists }]) => exists[at]);
      return Object.fromEntries(
        existing.map(([name, { of, presence }]) => [name, { of: of[at], presence: presence[at] }]),
      );
    };
    return [side(0), side(1)];
  });
}

/** Zod cannot merge the results of an intersection whose sides have different defaults. */
const withoutDefaults = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { of, presence }]) => [
      name,
      { of, presence: presence === 'default' ? 'optional' : presence },
    ]),
  );

/** Pairs of lists, which may differ in length. */
const listPairs = (specs: fc.Arbitrary<SpecPair>) =>
  fc
    .tuple(fc.array(specs, { minLength: 1, maxLength: 3 }), pairOf(fc.constantFrom(0, 0, 1)))
    .map(([all, without]) => {
      const side = (at: 0 | 1) =>
        all.slice(all.length > 1 ? without[at] : 0).map((pair) => pair[at]);
      return [side(0), side(1)] as const;
    });

function branches(specs: fc.Arbitrary<SpecPair>): fc.Arbitrary<SpecPair> {
  const fields = fieldPairs(specs);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .record({
          fields,
          others: pairOf(fc.constantFrom('ignored', 'ignored', 'kept', 'rejected')),
        })
        .map(({ fields: each, others }) =>
          both((at) => ({ kind: 'object', fields: each[at], others: others[at] })),
        ),
    },
    specs.map((of) => both((at) => ({ kind: 'nullable', of: of[at] }))),
    fc.tuple(specs, fc.boolean()).map(([of, isFirst]): SpecPair => {
      const wrapped = both((at) => ({ kind: 'nullable', of: of[at] }));
      return isFirst ? [of[0], wrapped[1]] : [wrapped[0], of[1]];
    }),
    fc
      .record({ of: specs, min: pairOf(small), more: pairOf(small) })
      .map(({ of, min, more }) =>
        both((at) => ({ kind: 'list', of: of[at], min: min[at], max: min[at] + more[at] })),
      ),
    fc
      .tuple(listPairs(specs), pairOf(fc.constantFrom('union', 'union', 'tuple')))
      .map(([of, kind]) => both((at) => ({ kind: kind[at], of: of[at] }))),
    fc
      .record({ of: specs, keys: pairOf(fc.constantFrom(null, ['a'], ['a', 'b'])) })
      .map(({ of, keys }) => both((at) => ({ kind: 'record', of: of[at], keys: keys[at] }))),
    fc.tuple(fields, fields).map(([one, other]) =>
      both((at) => ({
        kind: 'both',
        of: [withoutDefaults(one[at]), withoutDefaults(other[at])],
      })),
    ),
    fc
      .tuple(fields, fields, pairOf(fc.constantFrom(['x', 'y'], ['x'], ['y', 'x'])))
      .map(([one, other, tags]) =>
        both((at) => ({
          kind: 'tagged',
          of: Object.fromEntries(
            (tags[at] ?? []).map((tag) => [tag, tag === 'x' ? one[at] : other[at]]),
          ),
        })),
      ),
  );
}

/** Generates pairs of schemas, of which one could be the other after a change. */
export function specPairs(depth = 3): fc.Arbitrary<SpecPair> {
  if (depth === 0) return leaves;
  const inner = specPairs(depth - 1);
  const unrelated = fc.tuple(inner, inner).map(([[one], [other]]): SpecPair => [one, other]);
  return fc.oneof(
    { weight: 2, arbitrary: leaves },
    { weight: 5, arbitrary: branches(inner) },
    { weight: 1, arbitrary: unrelated },
  );
}
