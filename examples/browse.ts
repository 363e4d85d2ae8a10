// Lists, searches and reads products: npm run example [URL] [WORDS]
import { createClient, isClientError } from '@trastienda/shop-client';

const [url = 'http://127.0.0.1:3000', search = 'ca li'] = process.argv.slice(2);
const client = createClient({ url });

async function browse(): Promise<void> {
  const cheapest = await client.catalog.list.query({ sort: 'price-asc', limit: 5, inStock: true });
  for (const { title, priceRange } of cheapest.items) console.log(priceRange.min.amount, title);

  // Any of several values; each facet is counted without its own condition, to offer the others.
  const { tags } = await client.catalog.facets.query();
  const tag = tags.slice(0, 2).map(({ value }) => value);
  const { total, tags: others } = await client.catalog.facets.query({ tag });
  console.log(`${total} with ${tag.join(' or ')}; ${others.length} tags to choose from`);

  const found = await client.catalog.list.query({ search });
  console.log('found:', found.items.map((item) => item.slug).join(', '));

  for (const slug of [...found.items.map((item) => item.slug), 'no-such-product']) {
    const product = await client.catalog.get.query({ slug }).catch((error: unknown) => {
      if (isClientError(error) && error.data?.reason === 'PRODUCT_NOT_FOUND') return null;
      throw error;
    });
    console.log(slug, product?.variants.map((variant) => variant.sku) ?? 'is not in this shop');
  }
}

try {
  await browse();
} catch (error) {
  if (!isClientError(error) || error.data) throw error;
  console.error(`${url} did not answer (${error.message}). Start the server with npm start.`);
  process.exitCode = 1;
}
