import { expect, test } from 'vitest';
import { z } from 'zod';
import { createExamples } from './create-examples.ts';

const exampleOf = createExamples({ city: ['Madrid', 'a city too long for some'], tags: ['new'] });

const Tree = z.object({
  text: z.string(),
  get inner() {
    return z.array(Tree);
  },
});

test.each<[string, z.ZodType, unknown]>([
  [
    'named fields',
    z.object({ city: z.string(), homeCity: z.string().min(10) }),
    {
      city: 'Madrid',
      homeCity: 'a city too long for some',
    },
  ],
  [
    'money',
    z.object({ amount: z.int(), currency: z.string().length(3) }),
    {
      amount: 1850,
      currency: 'EUR',
    },
  ],
  [
    'ids',
    z.object({ noteId: z.string().regex(/^[\da-f]{24}$/) }),
    {
      noteId: '65b7f0c2a1d4e8f93b6c5d70',
    },
  ],
  ['times', z.object({ at: z.iso.datetime() }), { at: '2026-01-31T12:00:00.000Z' }],
  ['optional fields', z.object({ search: z.string().optional() }), { search: 'text' }],
  ['lists', z.object({ tags: z.array(z.string()) }), { tags: ['new'] }],
  ['records', z.record(z.string(), z.int()), { text: 1 }],
  ['unions', z.union([z.object({ kind: z.literal('a') }), z.string()]), { kind: 'a' }],
  [
    'bounds',
    z.object({ count: z.int().min(2000), text: z.string().min(50) }),
    {
      count: 2000,
      text: 'a'.repeat(50),
    },
  ],
  [
    'texts that are checked after a transform',
    z
      .string()
      .transform((text) => text.trim())
      .pipe(z.string().regex(/^\d{6}$/)),
    '123456',
  ],
  ['transforms, before them', z.string().transform(Number), 'text'],
])('%s have an example', (_, schema, value) => {
  expect(exampleOf(schema)).toEqual({ value });
});

test('fields that exclude each other are not both in an example', () => {
  const schema = z
    .object({ id: z.string().optional(), name: z.string().optional(), limit: z.int() })
    .refine(({ id, name }) => id === undefined || name === undefined);
  expect(exampleOf(schema)).toEqual({ value: { limit: 20 } });
});

test('a cursor is in an example of what a server returns, and not in one of what it accepts', () => {
  const input = z.object({ cursor: z.string().nullable().default(null), limit: z.int() });
  expect(exampleOf(input)).toEqual({ value: { limit: 20 } });
  const page = z.object({ items: z.array(z.int()), nextCursor: z.string().nullable() });
  expect(exampleOf(page)).toMatchObject({ value: { nextCursor: expect.any(String) } });
});

test('a schema that contains itself has an example that ends', () => {
  const example = exampleOf(Tree);
  expect(z.safeParse(Tree, example?.value).success).toBe(true);
});

test('without a value that the schema accepts, there is no example', () => {
  expect(exampleOf(z.string().regex(/^nobody knows this one$/))).toBeNull();
  expect(exampleOf(z.object({ form: z.instanceof(FormData) }))).toBeNull();
});
