import { describe, expect, test } from 'vitest';
import { changesBetween } from './changes-between.ts';
import { fieldsTakenOver, findConflicts, mergeProduct } from './merge-product.ts';
import { emptyProduct, emptyVariant, type ProductValues } from './product-values.ts';

const variant = (sku: string, amount: number, size: string) => ({
  ...emptyVariant('EUR'),
  sku,
  price: { amount, currency: 'EUR' },
  optionValues: [size],
});

const base: ProductValues = {
  ...emptyProduct('EUR'),
  title: 'Shirt',
  slug: 'shirt',
  tags: ['linen'],
  optionNames: ['Size'],
  variants: [variant('S', 100, 'S'), variant('M', 100, 'M')],
};

/** The product with other prices, by SKU. */
const priced = (prices: Readonly<Record<string, number>>): ProductValues => ({
  ...base,
  variants: base.variants.map((each) => ({
    ...each,
    price: { ...each.price, amount: prices[each.sku] ?? each.price.amount },
  })),
});

describe('Two people who change one product', () => {
  test('keep what only one of them has changed, without a question', () => {
    const versions = {
      base,
      mine: { ...base, title: 'Linen shirt' },
      theirs: { ...base, tags: ['linen', 'summer'] },
    };
    expect(findConflicts(versions)).toEqual([]);
    expect(fieldsTakenOver(versions)).toEqual(['tags']);
    expect(mergeProduct(versions, {})).toEqual({
      ...base,
      title: 'Linen shirt',
      tags: ['linen', 'summer'],
    });
  });

  test('are not asked about what both have changed to the same', () => {
    const same = { ...base, title: 'Linen shirt' };
    expect(findConflicts({ base, mine: same, theirs: { ...same } })).toEqual([]);
  });

  test('choose for each field that both have changed', () => {
    const versions = {
      base,
      mine: { ...base, title: 'Mine', slug: 'mine' },
      theirs: { ...base, title: 'Theirs', slug: 'theirs' },
    };
    expect(findConflicts(versions).map(({ id }) => id)).toEqual(['title', 'slug']);
    const { title, slug } = mergeProduct(versions, { slug: 'theirs' });
    expect([title, slug]).toEqual(['Mine', 'theirs']);
  });

  test('can change two variants at once', () => {
    const versions = { base, mine: priced({ S: 90 }), theirs: priced({ M: 80 }) };
    expect(findConflicts(versions)).toEqual([]);
    expect(fieldsTakenOver(versions)).toEqual(['variants']);
    expect(mergeProduct(versions, {})).toEqual(priced({ S: 90, M: 80 }));
  });

  test('choose for a variant that both have changed', () => {
    const versions = { base, mine: priced({ S: 90 }), theirs: priced({ S: 80 }) };
    expect(findConflicts(versions).map(({ id }) => id)).toEqual(['variant S']);
    expect(mergeProduct(versions, { 'variant S': 'theirs' })).toEqual(priced({ S: 80 }));
  });

  test('choose whether a variant is removed that the other has changed', () => {
    const mine = { ...base, variants: base.variants.slice(1) };
    const versions = { base, mine, theirs: priced({ S: 80 }) };
    expect(findConflicts(versions)).toMatchObject([{ id: 'variant S', mine: null }]);
    expect(mergeProduct(versions, {})).toEqual(mine);
    const kept = mergeProduct(versions, { 'variant S': 'theirs' });
    expect(kept.variants.map(({ sku }) => sku)).toEqual(['M', 'S']);
  });

  test('keep a variant that one has added and lose one that the other has removed', () => {
    const mine = { ...base, variants: [...base.variants, variant('L', 100, 'L')] };
    const theirs = { ...base, variants: base.variants.slice(1) };
    const { variants } = mergeProduct({ base, mine, theirs }, {});
    expect(variants.map(({ sku }) => sku)).toEqual(['M', 'L']);
  });

  test('choose all variants of one side when the options differ', () => {
    const theirs: ProductValues = {
      ...base,
      optionNames: ['Talla'],
      variants: [variant('S', 70, 'S')],
    };
    const versions = { base, mine: priced({ S: 90 }), theirs };
    expect(findConflicts(versions).map(({ id }) => id)).toEqual(['options']);
    expect(mergeProduct(versions, { options: 'theirs' })).toEqual(theirs);
    expect(mergeProduct({ base, mine: base, theirs }, {})).toEqual(theirs);
  });
});

describe('What is sent', () => {
  test('is nothing when nothing differs, whatever the order of fields', () => {
    const { title, ...rest } = base;
    expect(changesBetween(base, { ...rest, title })).toBeNull();
  });

  test('is the fields that differ, and options with variants', () => {
    expect(changesBetween(base, { ...base, title: 'New', vendor: 'Ribera' })).toEqual({
      title: 'New',
      vendor: 'Ribera',
    });
    const { variants, optionNames } = priced({ S: 90 });
    expect(changesBetween(base, priced({ S: 90 }))).toEqual({ variants, optionNames });
  });
});
