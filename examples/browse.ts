// Lists, searches and reads products of a running back room: pnpm --filter @trastienda/examples browse
import { createClient, isClientError } from '@trastienda/client';

const client = createClient({ url: process.argv[2] ?? 'http://localhost:3000' });
const show = ({ amount, currency }: { amount: number; currency: string }) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount / 100);

const cheapest = await client.catalog.list.query({ sort: 'price-asc', limit: 5, inStock: true });
for (const item of cheapest.items) console.log(show(item.priceRange.min), item.title);

const found = await client.catalog.list.query({ search: process.argv[3] ?? 'ca li' });
console.log('found:', found.items.map((item) => item.slug).join(', '));

for (const slug of [found.items[0]?.slug ?? '', 'no-such-product'].filter(Boolean)) {
  const product = await client.catalog.get.query({ slug }).catch((error: unknown) => {
    if (isClientError(error) && error.data?.reason === 'PRODUCT_NOT_FOUND') return null;
    throw error;
  });
  console.log(slug, product?.variants.map((variant) => variant.sku) ?? 'is not in this shop');
}
