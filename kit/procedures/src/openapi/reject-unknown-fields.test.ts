import { expect, test } from 'vitest';
import { z } from 'zod';
import { rejectUnknownFields } from './reject-unknown-fields.ts';

const Tree = z.object({
  text: z.string(),
  get inner() {
    return z.array(Tree).optional();
  },
});
const schema = z
  .object({
    search: z.string().optional(),
    price: z.object({ min: z.int() }).nullable().default(null),
    by: z.union([z.object({ id: z.string() }), z.object({ sku: z.string() })]),
    labels: z.record(z.string(), z.string()),
    loose: z.looseObject({}),
    tree: Tree,
  })
  .prefault({ by: { id: '1' }, labels: {}, loose: {}, tree: { text: '' } });

test.each<[object]>([
  [{ search: 'a' }],
  [{ price: { min: 1 }, by: { sku: 'A' } }],
  [{ price: null, labels: { any: 'name' }, loose: { any: 1 } }],
  [{ tree: { text: '', inner: [{ text: '', inner: [] }] } }],
])('%j has known fields only', (input) => {
  expect(() => rejectUnknownFields(schema, input)).not.toThrow();
});

test.each<[unknown, string[]]>([
  [{ serach: 'a' }, ['serach']],
  [{ search: 'a', price: { mni: 1 }, other: [] }, ['price.mni', 'other']],
  [{ by: { id: '1', name: '' } }, ['by.name']],
  [{ tree: { text: '', inner: [{ text: '', more: 1 }] } }, ['tree.inner.0.more']],
  [JSON.parse('{ "__proto__": 1, "constructor": 2 }'), ['__proto__', 'constructor']],
])('%j is rejected by the names of its unknown fields', (input, fields) => {
  expect(() => rejectUnknownFields(schema, input)).toThrow(
    expect.objectContaining({ reason: 'INPUT_INVALID' }),
  );
  try {
    rejectUnknownFields(schema, input);
  } catch (error) {
    expect(Object.keys(Object(error).fields)).toEqual(fields);
    expect(Object(error).cause.issues[0]).toMatchObject({ code: 'unrecognized_keys' });
  }
});

test('no more than twenty fields are reported, by the beginning of their names', () => {
  const many = Array.from({ length: 100 }, (_, index) => [`${index}${'x'.repeat(500)}`, 1]);
  const error = expect.objectContaining({ message: expect.any(String) });
  expect(() => rejectUnknownFields(schema, Object.fromEntries(many))).toThrow(error);
  try {
    rejectUnknownFields(schema, Object.fromEntries(many));
  } catch (thrown) {
    const names = Object.keys(Object(thrown).fields);
    expect(names).toHaveLength(20);
    expect(Math.max(...names.map(({ length }) => length))).toBe(100);
  }
});
