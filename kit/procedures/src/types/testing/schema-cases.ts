import { z } from 'zod';

interface Tree {
  name: string;
  children: Tree[];
}

/** A schema that contains itself. */
export const Tree: z.ZodType<Tree, Tree> = z.object({
  name: z.string(),
  children: z.lazy(() => z.array(Tree)),
});

export const Money = z.object({ amount: z.int(), currency: z.enum(['EUR', 'USD']) });

/** Its input and output differ. */
export const Priced = z.object({ price: Money, quantity: z.int().default(1) });

/** Schemas that procedures may use, by what they show. */
export const SCHEMA_CASES = {
  strings: z.string().min(1).max(9),
  formats: z.object({ email: z.email(), at: z.iso.datetime(), url: z.url(), id: z.uuid() }),
  numbers: z.object({ int: z.int(), float: z.number(), nan: z.nan(), big: z.bigint() }),
  others: z.tuple([z.boolean(), z.null(), z.undefined(), z.unknown(), z.never(), z.symbol()]),
  voids: z.void(),
  dates: z.date(),
  coerced: z.object({ count: z.coerce.number(), at: z.coerce.date(), text: z.coerce.string() }),
  literals: z.literal(["it's", 'a "b"', 'back\\slash', 7, true, null]),
  bigLiteral: z.literal(7n),
  enums: z.enum(['open', 'closed']),
  enumWithout: z.enum(['open', 'closed', 'lost']).exclude(['lost']),
  templates: z.templateLiteral(['stock:', z.enum(['in', 'out']), ':', z.int()]),
  templateText: z.templateLiteral(['`$', '{', z.string(), '\\']),
  arrays: z.array(z.union([z.string(), z.int()])),
  nestedArrays: z.array(z.array(z.string().nullable())),
  tuples: z.tuple([z.string(), z.int().optional(), z.int().default(1)]),
  tupleWithRest: z.tuple([z.string()], z.int()),
  objects: z.object({ plain: z.string(), 'with-dash': z.string(), über: z.string(), 7: z.int() }),
  strictObjects: z.strictObject({ a: z.string() }),
  looseObjects: z.looseObject({ a: z.string() }),
  catchallAlone: z.object({}).catchall(z.string()),
  emptyObject: z.object({}),
  optional: z.object({ a: z.string().optional(), b: z.string().nullish() }),
  exactOptional: z.object({ a: z.string().exactOptional() }),
  defaults: z.object({ a: z.string().default('x'), b: z.string().optional().default('x') }),
  prefaults: z.object({ a: z.string().prefault('x') }).prefault({}),
  catches: z.object({ a: z.string().catch('x'), b: z.string().optional().catch('x') }),
  partial: Money.partial(),
  required: z.object({ a: z.string().optional() }).required(),
  nonoptional: z.object({ a: z.nonoptional(z.union([z.undefined(), z.string()])) }),
  records: z.record(z.string(), z.int().nullable()),
  enumRecords: z.record(z.enum(['a', 'b']), z.int()),
  enumRecordsOfDefaults: z.record(z.enum(['a', 'b']), z.int().default(1)),
  partialRecords: z.partialRecord(z.enum(['a', 'b']), z.int()),
  maps: z.map(z.string(), Money),
  sets: z.set(z.string()),
  unions: z.union([z.string(), z.undefined(), z.int()]),
  discriminated: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('card'), last4: z.string() }),
    z.object({ kind: z.literal('cash') }),
  ]),
  intersections: z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })),
  readonlyObjects: Money.readonly(),
  readonlyArrays: z.array(z.string()).readonly(),
  readonlyMaps: z.map(z.string(), z.int()).readonly(),
  pipes: z
    .string()
    .transform((text) => text.length)
    .pipe(z.int()),
  preprocessed: z.preprocess((value) => value, z.object({ a: z.string() })),
  codecs: z.codec(z.iso.datetime(), z.date(), {
    decode: (text) => new Date(text),
    encode: (date) => date.toISOString(),
  }),
  booleans: z.stringbool(),
  forms: z.instanceof(FormData),
  files: z.file(),
  refined: z
    .object({ a: z.string() })
    .refine(() => true)
    .superRefine(() => {}),
  named: z.object({ money: Money, maybe: Money.nullable().default(null), list: z.array(Money) }),
  namedSides: z.object({ lines: z.array(Priced), last: Priced.optional() }),
  describedName: z.object({ total: Money.describe('With taxes.') }),
  recursive: Tree,
} as const;
