import { CreateProductInput } from '@trastienda/shop-contract';

let count = 0;

/** Returns a valid product for tests, unique in the process; pass only the fields that matter. */
export function productFixture(
  overrides: Partial<CreateProductInput> & { readonly amount?: number } = {},
): CreateProductInput {
  count += 1;
  const { amount = 1000, ...fields } = overrides;
  return CreateProductInput.parse({
    slug: `product-${count}`,
    title: `Product ${count}`,
    status: 'active',
    variants: [{ sku: `SKU-${count}`, price: { amount, currency: 'EUR' } }],
    ...fields,
  });
}
