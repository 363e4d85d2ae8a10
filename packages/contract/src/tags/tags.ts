import { type Buyer, buyerKeyOf } from '../access/buyer.ts';

// Names of the data that answers depend on. Queries declare them in `tags`, and events carry those of
// the queries whose answers they affect: both build them here.

/** Lists and facets of products, and prices of whatever is in a cart. */
export const PRODUCTS_TAG = 'products';
/** Price lists, and which currencies have one. */
export const PRICES_TAG = 'prices';
export const DISCOUNTS_TAG = 'discounts';
export const SHIPPING_TAG = 'shipping';
export const TAXES_TAG = 'taxes';
/** Settings of the process, which only a restart changes. */
export const SETTINGS_TAG = 'settings';

export const productTag = (id: string): string => `product:${id}`;
export const slugTag = (slug: string): string => `slug:${slug}`;
/** Whether a SKU can be bought; not how many units there are. */
export const stockTag = (sku: string): string => `stock:${sku}`;
export const cartTag = (buyer: Buyer): string => `cart:${buyerKeyOf(buyer)}`;
/** A cart by its id, which is all that is known of one that was removed. */
export const cartIdTag = (id: string): string => `cart-id:${id}`;
export const checkoutTag = (id: string): string => `checkout:${id}`;
export const checkoutsTag = (buyer: Buyer): string => `checkouts:${buyerKeyOf(buyer)}`;
export const orderTag = (id: string): string => `order:${id}`;
export const ordersTag = (buyer: Buyer): string => `orders:${buyerKeyOf(buyer)}`;
export const addressesTag = (accountId: string): string => `addresses:${accountId}`;

export const productTags = ({ id, slug }: { readonly id: string; readonly slug: string }) => [
  productTag(id),
  slugTag(slug),
];

interface Owned {
  readonly id: string;
  readonly buyer: Buyer;
}

export const checkoutTags = ({ id, buyer }: Owned): string[] => [
  checkoutTag(id),
  checkoutsTag(buyer),
];
export const orderTags = ({ id, buyer }: Owned): string[] => [orderTag(id), ordersTag(buyer)];

/** A checkout and an order show their payment. */
export const paymentTags = ({
  checkoutId,
  orderId,
}: {
  readonly checkoutId: string;
  readonly orderId: string | null;
}): string[] => [checkoutTag(checkoutId), ...(orderId === null ? [] : [orderTag(orderId)])];

/** A stored cart that has changed, or only its id when it was removed. */
export interface ChangedCart {
  readonly _id: string;
  readonly buyer?: Buyer;
}

/**
 * Returns the tags of a changed document of `carts`, for a change stream: changes of carts are no
 * events.
 */
export const changedCartTags = ({ _id, buyer }: ChangedCart): string[] => [
  cartIdTag(_id),
  ...(buyer === undefined ? [] : [cartTag(buyer)]),
];

/** Returns the tags of a changed or removed document of `address_books`, for a change stream. */
export const changedAddressBookTags = ({ _id }: { readonly _id: string }): string[] => [
  addressesTag(_id),
];
