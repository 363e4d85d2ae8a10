import type { Client } from '@trastienda/shop-client';

/** Creates a product with one variant and its stock, which needs no shipping. */
export async function addProduct(
  staff: Client,
  { sku, quantity }: { readonly sku: string; readonly quantity: number },
): Promise<void> {
  await staff.admin.products.create.mutate({
    slug: sku.toLowerCase(),
    title: `The ${sku}`,
    status: 'active',
    variants: [
      {
        sku,
        price: { amount: 1250, currency: 'EUR' },
        requiresShipping: false,
        inventory: { isTracked: true, quantity, policy: 'deny' },
      },
    ],
  });
}

/** Adds a tax in a country, so that totals depend on the address. */
export async function addTax(staff: Client, country: string): Promise<void> {
  await staff.admin.taxes.create.mutate({
    ...{ name: 'IVA', country, ratePpm: 230_000 },
    ...{ isTaxIncluded: false, isShippingTaxed: true },
  });
}

/** Creates a discount code with a limited number of uses. */
export async function addDiscount(
  staff: Client,
  { code, usageLimit }: { readonly code: string; readonly usageLimit: number },
): Promise<void> {
  const effect = { kind: 'percent', ratePpm: 100_000 } as const;
  await staff.admin.discounts.create.mutate({ code, title: `Of ${code}`, effect, usageLimit });
}
