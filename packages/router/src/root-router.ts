import type { AnyTRPCRouter } from '@trpc/server';
import { discounts } from './admin/discounts.ts';
import { events } from './admin/events.ts';
import { ledger } from './admin/ledger.ts';
import { media } from './admin/media.ts';
import { messages } from './admin/messages.ts';
import { newsletter } from './admin/newsletter.ts';
import { orders as adminOrders } from './admin/orders.ts';
import { payments } from './admin/payments.ts';
import { prices } from './admin/prices.ts';
import { products } from './admin/products.ts';
import { reports } from './admin/reports.ts';
import { shipping } from './admin/shipping.ts';
import { stock } from './admin/stock.ts';
import { taxes } from './admin/taxes.ts';
import { webhooks } from './admin/webhooks.ts';
import { account, accounts, apiKeys, audit, auth } from './auth.ts';
import { t } from './procedures.ts';
import { addresses } from './store/addresses.ts';
import { cart } from './store/cart.ts';
import { catalog } from './store/catalog.ts';
import { checkout } from './store/checkout.ts';
import { forms } from './store/forms.ts';
import { createLive } from './store/live.ts';
import { orders } from './store/orders.ts';
import { shop } from './store/shop.ts';

/** Procedures of staff and other systems. */
const admin = {
  accounts,
  apiKeys,
  audit,
  discounts,
  events,
  ledger,
  media,
  messages,
  newsletter,
  orders: adminOrders,
  payments,
  prices,
  products,
  reports,
  shipping,
  stock,
  taxes,
  webhooks,
};

/** Procedures of a storefront at the top, those of staff under `admin`. */
export const procedures = {
  account,
  addresses,
  admin,
  auth,
  cart,
  catalog,
  checkout,
  forms,
  live: createLive((): AnyTRPCRouter => appRouter),
  orders,
  shop,
};

/** Router that HTTP serves. */
export const appRouter = t.router(procedures);
