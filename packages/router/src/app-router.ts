// The build replaces the declarations of this file by generated ones, which have every type by name
// (scripts/emit-router-types.mjs). This is what editors and tests of the workspace read instead; a
// type test of the client compares the two.
import type { PublicRouter } from '@trastienda/procedures';
import type { ShopErrors } from '@trastienda/shop-contract';
import type { procedures } from './root-router.ts';

export type {
  AccountView as Account,
  AddressBook,
  CallerView as Caller,
  CartChange,
  CartLine,
  CartView as Cart,
  CheckoutPreview,
  CheckoutView as Checkout,
  FacetsView as Facets,
  Money,
  OrderLine,
  OrderSummary,
  OrderView as Order,
  PaymentView as Payment,
  PriceBreakdown,
  ProductImage,
  ProductPage,
  ProductSummary,
  ProductView as Product,
  SessionView as Session,
  ShippingOption,
  ShopSettings,
  SignInResult,
  StaffOrderView as StaffOrder,
  StaffProductView as StaffProduct,
  StockView as Stock,
  VariantView as Variant,
} from '@trastienda/shop-contract';

/** Types of all procedures, for clients. */
export type AppRouter = PublicRouter<typeof procedures, ShopErrors>;
