import { z } from 'zod';

export const GetProduct = z.object({ id: z.string().max(40), currency: z.enum(['EUR', 'USD']) });
export const CreateProduct = z.object({ title: z.string().max(200), amount: z.number().int() });

const Money = z.object({ amount: z.number().int(), currency: z.string() });
export const Product = z.object({
  id: z.string(),
  title: z.string(),
  price: Money,
  tags: z.array(z.string()),
  variants: z.array(z.object({ sku: z.string(), price: Money, stock: z.number().int() })),
});
export type Product = z.infer<typeof Product>;

/** A product of about 450 bytes of JSON. */
export function findProduct(id: string, currency: string): Product {
  const price = { amount: 1999, currency };
  return {
    id,
    title: 'A linen shirt, washed',
    price,
    tags: ['linen', 'shirts', 'summer'],
    variants: ['S', 'M', 'L', 'XL'].map((size) => ({ sku: `${id}-${size}`, price, stock: 7 })),
  };
}

export function createProduct({ title, amount }: z.infer<typeof CreateProduct>): Product {
  return { ...findProduct('new', 'EUR'), title, price: { amount, currency: 'EUR' } };
}

/** What three middlewares add to the context, in every contender alike. */
export const ACTOR = { actor: { kind: 'account', id: '7' } } as const;
export const SERVICES = { services: { findProduct } } as const;
