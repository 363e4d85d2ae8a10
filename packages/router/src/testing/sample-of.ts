import { z } from 'zod';

/** Simple values first: lists are empty, and what may be missing is missing. */
const CANDIDATES: readonly unknown[] = [
  undefined,
  null,
  [],
  1,
  true,
  'a'.repeat(24),
  'a',
  'EUR',
  'ES',
  '2026-01-31T12:00:00.000Z',
  'ana@shop.example',
  'https://shop.example/',
];

/** Returns a value that the schema accepts. */
export function sampleOf(schema: z.core.$ZodType): unknown {
  const found = CANDIDATES.find((candidate) => z.safeParse(schema, candidate).success);
  if (found !== undefined || z.safeParse(schema, undefined).success) return found;
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(schema.shape);
    return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(field)]));
  }
  if (schema instanceof z.ZodUnion) {
    const [first = z.never()] = schema.options;
    return sampleOf(first);
  }
  if (schema instanceof z.ZodPipe) return sampleOf(schema.in);
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodLiteral) return schema.value;
  throw new TypeError(`There is no sample of ${schema._zod.def.type}: add one here.`);
}
