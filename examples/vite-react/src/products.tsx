import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { formatMoney, type ProductPage } from '@trastienda/shop-client';
import { useState } from 'react';
import { client, shop } from './shop.ts';

/** Products by search, each with a button that adds its first variant in stock to the cart. */
export function Products() {
  const [search, setSearch] = useState('');
  const { data, error } = useQuery({
    ...shop.catalog.list.queryOptions(search === '' ? {} : { search }),
    placeholderData: keepPreviousData,
  });
  return (
    <main>
      <h1>Products</h1>
      <input
        type="search"
        aria-label="Search"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {error && <p role="alert">{error.message}</p>}
      <ul>
        {data?.items.map((product) => (
          <Product key={product.id} product={product} />
        ))}
      </ul>
    </main>
  );
}

function Product({ product }: { readonly product: ProductPage['items'][number] }) {
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: async () => {
      const { variants } = await client.catalog.get.query({ slug: product.slug });
      const variant = variants.find(({ isInStock }) => isInStock);
      if (variant === undefined) throw new Error(`${product.title} is sold out.`);
      return client.cart.add.mutate({ sku: variant.sku });
    },
    onSuccess: (cart) => queries.setQueryData(shop.cart.get.queryKey(), cart),
  });
  return (
    <li>
      {product.title}, {formatMoney(product.priceRange.min, 'en')}{' '}
      <button
        type="button"
        disabled={!product.isInStock || add.isPending}
        onClick={() => add.mutate()}
      >
        Add to cart
      </button>
      {add.error && <span role="alert">{add.error.message}</span>}
    </li>
  );
}
