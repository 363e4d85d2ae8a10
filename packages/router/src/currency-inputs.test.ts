import { expect, test } from 'vitest';
import { z } from 'zod';
import { appRouter } from './root-router.ts';

const Procedure = z.custom<{ _def: { inputs: readonly unknown[] } }>(
  (value) => typeof value === 'function' && '_def' in value,
);
const procedures = z.record(z.string(), Procedure).parse(appRouter._def.procedures);

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

/** Returns the schemas directly inside a schema: its fields, items, options, … */
function partsOf(schema: z.core.$ZodType): [string, z.core.$ZodType][] {
  return Object.entries(schema._zod.def).flatMap(([name, part]): [string, z.core.$ZodType][] => {
    if (isSchema(part)) return [[name, part]];
    if (typeof part !== 'object' || part === null) return [];
    return Object.entries(part).flatMap(([key, value]): [string, z.core.$ZodType][] =>
      isSchema(value) ? [[key, value]] : [],
    );
  });
}

/** Returns the schemas of all fields named `currency` inside a schema, with their paths. */
function currenciesOf(schema: z.core.$ZodType, path: string): [string, z.core.$ZodType][] {
  return partsOf(schema).flatMap(([name, part]) => {
    const at = `${path}.${name}`;
    return name === 'currency' ? [[at, part]] : currenciesOf(part, at);
  });
}

const currencies = Object.entries(procedures).flatMap(([path, { _def }]) =>
  _def.inputs.filter(isSchema).flatMap((input) => currenciesOf(input, path)),
);

test('inputs with money are found', () => {
  const paths = new Set(
    currencies.map(([path]) => Object.keys(procedures).find((name) => path.startsWith(`${name}.`))),
  );
  expect([...paths]).toEqual(
    expect.arrayContaining([
      ...['catalog.list', 'cart.add', 'cart.setCurrency', 'checkout.start'],
      ...['admin.products.create', 'admin.products.update', 'admin.prices.set'],
      ...['admin.prices.list', 'admin.shipping.create', 'admin.shipping.update'],
      ...['admin.discounts.create', 'admin.discounts.update'],
    ]),
  );
});

test.each(currencies)('%s accepts only currencies of ISO 4217', (_, schema) => {
  for (const code of ['EUR', 'HUF', 'KWD', 'JPY']) {
    expect(z.safeParse(schema, code).success).toBe(true);
  }
  for (const code of ['ZZZ', 'XAU', 'XDR', 'XXX', 'CLF', 'eur', '']) {
    expect(z.safeParse(schema, code).success).toBe(false);
  }
});
