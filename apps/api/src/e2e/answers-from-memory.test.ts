import { productFixture } from '@trastienda/shop-testing';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend({ buying: { isWorking: true } });
const other = await backend.another();

/** Creates a product; the returned functions read and change it. */
async function createProduct() {
  const created = await backend.staff.admin.products.create.mutate(productFixture());
  const { slug, id } = created;
  let { revision } = created;
  return {
    async titleAt({ url }: { readonly url: string }, headers: Record<string, string> = {}) {
      const input = encodeURIComponent(JSON.stringify({ slug }));
      const response = await fetch(`${url}/trpc/catalog.get?input=${input}`, { headers });
      const body = (await response.json()) as { result: { data: { title: string } } };
      return body.result.data.title;
    },
    /** Changes what is stored without news of it. */
    store: (title: string) =>
      backend.server.withClient((client) =>
        client
          .db()
          .collection<{ slug: string }>('products')
          .updateOne({ slug }, { $set: { title } }),
      ),
    async rename(title: string) {
      const changed = await backend.staff.admin.products.update.mutate({
        ...{ id, revision },
        changes: { title },
      });
      revision = changed.revision;
    },
  };
}

describe('An answer of the catalog', () => {
  test('is given from memory, but to a caller who wants it fresh', async () => {
    const product = await createProduct();
    let title = '';
    // Remembered as soon as the process hears of changes, and has heard of the product itself.
    await expect
      .poll(async () => {
        title = `Written at ${performance.now()}`;
        await product.store(title);
        return (await product.titleAt(backend)) === title;
      })
      .toBe(false);
    expect(await product.titleAt(backend, { 'cache-control': 'no-cache' })).toBe(title);
  });

  test('is new for a caller who has waited for its change, and soon in other processes', async () => {
    const product = await createProduct();
    for (let change = 1; change <= 20; change += 1) {
      await Promise.all([product.titleAt(backend), product.titleAt(other)]);
      await product.rename(`Title ${change}`);
      expect(await product.titleAt(backend)).toBe(`Title ${change}`);
      await expect.poll(() => product.titleAt(other)).toBe(`Title ${change}`);
    }
  });
});
