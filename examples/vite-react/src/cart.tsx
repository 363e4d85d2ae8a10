import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { formatMoney } from '@trastienda/shop-client';
import { shop } from './shop.ts';

/** The visitor's cart: its lines, and what they cost. */
export function Cart() {
  const queries = useQueryClient();
  const { data: cart } = useQuery(shop.cart.get.queryOptions());
  const setLine = useMutation(
    shop.cart.setLine.mutationOptions({
      onSuccess: (changed) => queries.setQueryData(shop.cart.get.queryKey(), changed),
    }),
  );
  if (cart === undefined || cart.lines.length === 0) return <aside>The cart is empty.</aside>;
  return (
    <aside>
      <h2>Cart</h2>
      <ul>
        {cart.lines.map(({ sku, title, quantity }) => (
          <li key={sku}>
            {quantity} × {title}{' '}
            <button type="button" onClick={() => setLine.mutate({ sku, quantity: quantity - 1 })}>
              Take one out
            </button>
          </li>
        ))}
      </ul>
      <p>Total: {formatMoney(cart.total, 'en')}</p>
      {setLine.error && <p role="alert">{setLine.error.message}</p>}
    </aside>
  );
}
