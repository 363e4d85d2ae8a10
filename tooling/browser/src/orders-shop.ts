import {
  type Client,
  createClient,
  createMemoryTokenStorage,
  type StaffOrder,
} from '@trastienda/shop-client';
import type { TestShop } from './start-shop.ts';

export interface Purchase {
  readonly email?: string;
  readonly name?: string;
  /** By default two pairs of socks and a jar of honey. */
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
  readonly paymentMethod?: string;
  readonly code?: string;
  /** By default a new guest. */
  readonly buyer?: Client;
}

export interface Purchased {
  readonly order: StaffOrder;
  /** The buyer's client, to ask for a return. */
  readonly buyer: Client;
}

/** Products of the demo catalog of which there are many: 15.00 and 13.00 EUR. */
export const SOCKS = 'CDA21-41-45';
export const HONEY = 'MDR14-500G';

const LINES = [
  { sku: SOCKS, quantity: 2 },
  { sku: HONEY, quantity: 1 },
];

/** Buys as a guest in Spain, and pays with the sandbox. */
export async function placeOrder(
  { url, staff }: Pick<TestShop, 'url' | 'staff'>,
  {
    email = 'ana.ruiz@example.com',
    name = 'Ana Ruiz',
    lines = LINES,
    paymentMethod = 'pm_test_approve',
    code,
    buyer = createClient({ url, guest: createMemoryTokenStorage() }),
  }: Purchase = {},
): Promise<Purchased> {
  for (const line of lines) await buyer.cart.add.mutate(line);
  if (code !== undefined) await buyer.cart.setDiscountCodes.mutate({ codes: [code] });
  const { options } = await buyer.cart.shippingOptions.query({ country: 'ES', region: null });
  const checkout = await buyer.checkout.start.mutate({
    email,
    shippingAddress: {
      name,
      line1: 'Calle Mayor 1',
      city: 'Madrid',
      postalCode: '28013',
      country: 'ES',
    },
    shippingMethodId: options[0]?.id ?? null,
  });
  const checkoutId = checkout.id;
  await buyer.checkout.pay.mutate({ checkoutId, paymentMethod });
  const { orderId } = await buyer.checkout.complete.mutate({ checkoutId });
  if (orderId === null) throw new Error('The checkout has become no order.');
  return { order: await staff.admin.orders.get.query({ orderId }), buyer };
}
