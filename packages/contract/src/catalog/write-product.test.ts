import { describe, expect, test } from 'vitest';
import { CreateProductInput, UpdateProductInput } from './write-product.ts';

const price = { amount: 5000, currency: 'EUR' };
const shirt = {
  slug: 'ocean-blue-shirt',
  title: 'Ocean Blue Shirt',
  optionNames: ['Size'],
  variants: [
    { sku: 'SHIRT-S', optionValues: ['S'], price },
    { sku: 'SHIRT-M', optionValues: ['M'], price },
  ],
};

const pathsOf = (input: unknown) =>
  CreateProductInput.safeParse(input).error?.issues.map((issue) => issue.path.join('.'));

describe('CreateProductInput', () => {
  test('fills in the defaults of a simple product', () => {
    const product = CreateProductInput.parse({
      slug: 'mug',
      title: ' Mug ',
      variants: [{ sku: 'MUG', price }],
    });
    expect(product).toMatchObject({ title: 'Mug', status: 'draft', tags: [], optionNames: [] });
    expect(product.variants[0]).toMatchObject({ optionValues: [], requiresShipping: true });
  });

  test('accepts slugs in any script', () => {
    expect(pathsOf({ ...shirt, slug: '青いシャツ-2' })).toBeUndefined();
    expect(pathsOf({ ...shirt, slug: 'camión--rojo_2' })).toBeUndefined();
  });

  test.each(['Upper', '-a', 'a-', 'a b', 'a/b', ''])('rejects %j as a slug', (slug) => {
    expect(pathsOf({ ...shirt, slug })).toContain('slug');
  });

  test('accepts two spellings of one slug as the same', () => {
    const slugOf = (slug: string) => CreateProductInput.parse({ ...shirt, slug }).slug;
    expect(slugOf('cafe\u0301')).toBe(slugOf('café'));
  });

  test('rejects two variants with the same SKU or the same options', () => {
    const [small, medium] = shirt.variants;
    expect(pathsOf({ ...shirt, variants: [small, { ...medium, sku: 'SHIRT-S' }] })).toEqual([
      'variants.1.sku',
    ]);
    expect(
      pathsOf({ ...shirt, variants: [small, { ...medium, sku: '\ufeffSHIRT\u200b-S' }] }),
    ).toEqual(['variants.1.sku']);
    expect(pathsOf({ ...shirt, variants: [small, { ...medium, optionValues: ['S'] }] })).toEqual([
      'variants.1.optionValues',
    ]);
  });

  test('rejects a variant that lacks an option value', () => {
    expect(pathsOf({ ...shirt, optionNames: ['Size', 'Colour'] })).toEqual([
      'variants.0.optionValues',
      'variants.1.optionValues',
    ]);
  });

  test('rejects a product priced in two currencies', () => {
    const [small, medium] = shirt.variants;
    const dollars = { ...medium, price: { amount: 1, currency: 'USD' } };
    expect(pathsOf({ ...shirt, variants: [small, dollars] })).toEqual(['variants.1.price']);
  });

  test('rejects lone surrogates, which no database could return', () => {
    expect(pathsOf({ ...shirt, title: 'half \ud800 pair' })).toEqual(['title']);
  });
});

describe('UpdateProductInput', () => {
  const id = 'a'.repeat(24);

  test('requires options and variants to change together', () => {
    const result = UpdateProductInput.safeParse({ id, revision: 1, changes: { optionNames: [] } });
    expect(result.error?.issues.map((issue) => issue.path)).toEqual([['changes', 'variants']]);
  });

  test('changes only the fields that are present', () => {
    const parsed = UpdateProductInput.parse({ id, revision: 1, changes: { title: 'New' } });
    expect(parsed.changes).toEqual({ title: 'New' });
  });

  test('checks the variants of an update by the same rules', () => {
    const changes = { optionNames: ['Size'], variants: [{ sku: 'A', price }] };
    expect(UpdateProductInput.safeParse({ id, revision: 1, changes }).success).toBe(false);
  });
});
