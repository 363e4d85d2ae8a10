import { productFixture } from '@trastienda/shop-testing';
import { beforeEach, expect, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();
const { embedded } = backend.server;

beforeEach(() => backend.server.clear());

/** Creates products; returns their slugs. */
async function createProducts(count: number): Promise<string[]> {
  const slugs: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const product = await backend.staff.admin.products.create.mutate(productFixture());
    slugs.push(product.slug);
  }
  return slugs;
}

/** Reads products in one request; returns their slugs and the commands that it sent. */
async function readBatch(slugs: readonly string[]) {
  const paths = slugs.map(() => 'catalog.get').join(',');
  const input = encodeURIComponent(JSON.stringify({ ...slugs.map((slug) => ({ slug })) }));
  embedded?.resetStats();
  const response = await fetch(`${backend.url}/trpc/${paths}?batch=1&input=${input}`);
  const { hello, ping, endSessions, ...commands } = embedded?.stats().commands ?? {};
  const answers = (await response.json()) as readonly { result: { data: { slug: string } } }[];
  return { slugs: answers.map(({ result }) => result.data.slug), commands };
}

test.skipIf(embedded === undefined)(
  'A product is read by one query, and so is a batch of ten',
  async () => {
    const [first = '', ...others] = await createProducts(11);
    // Each is asked for once: a process remembers answers.
    for (const asked of [[first], others]) {
      expect(await readBatch(asked)).toEqual({ slugs: asked, commands: { find: 1 } });
    }
  },
);
