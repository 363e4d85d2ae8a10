import assert from 'node:assert/strict';
import type { Client, StaffProduct } from '@trastienda/shop-client';
import { present } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';

/** What the other scenarios use: staff, and two products that are for sale. */
export interface Shop {
  readonly staff: Client;
  /** Headers of staff, for requests without the client. */
  readonly staffHeaders: Readonly<Record<string, string>>;
  readonly mug: StaffProduct;
  readonly shirt: StaffProduct;
}

const JSON_HEADERS = { 'content-type': 'application/json' };

function createProduct(staff: Client, runId: string, name: string, amount: number) {
  const slug = `${name}-${runId}`;
  return staff.admin.products.create.mutate({
    slug,
    title: `${name} ${runId}`,
    status: 'active',
    tags: [`tag-${runId}`],
    variants: [
      {
        sku: slug.toUpperCase(),
        price: { amount, currency: 'EUR' },
        requiresShipping: false,
        inventory: { isTracked: true, quantity: 50, policy: 'deny' },
      },
    ],
  });
}

/** Creates the products of the run; throws when it cannot, because nothing else could be tested. */
export async function openShop(suite: Suite): Promise<Shop> {
  const { runId, settings } = suite;
  const staff = suite.client({ token: settings.staffToken, batch: false });
  const created: StaffProduct[] = [];
  await suite.test('staff creates products', async () => {
    created.push(await createProduct(staff, runId, 'mug', 1850));
    created.push(await createProduct(staff, runId, 'shirt', 4990));
    assert.deepEqual(
      created.map(({ status }) => status),
      ['active', 'active'],
    );
  });
  const [mug, shirt] = created;
  return {
    staff,
    staffHeaders: { ...JSON_HEADERS, authorization: `Bearer ${settings.staffToken}` },
    mug: present(mug, 'product, so that nothing can be tested'),
    shirt: present(shirt, 'second product'),
  };
}

/** Returns the SKU of a product with one variant. */
export function skuOf({ slug, variants }: StaffProduct): string {
  return present(variants[0]?.sku, `variant of ${slug}`);
}

/** Returns a query string with an input, as tRPC reads it. */
export function inputOf(input: unknown): string {
  return `input=${encodeURIComponent(JSON.stringify(input))}`;
}

/** A request with a JSON body. */
export function post(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { ...JSON_HEADERS, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}
