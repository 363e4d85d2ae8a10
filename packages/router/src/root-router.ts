import { account, accounts, apiKeys, audit, auth } from './auth.ts';
import { cart } from './cart/index.ts';
import { catalog } from './catalog/index.ts';
import { checkout } from './checkout/index.ts';
import { discounts } from './discounts/index.ts';
import { ledger } from './ledger/index.ts';
import { order } from './order/index.ts';
import { orders } from './orders/index.ts';
import { payments } from './payments/index.ts';
import { prices } from './prices/index.ts';
import { t } from './procedures.ts';
import { shipping } from './shipping/index.ts';
import { stock } from './stock/index.ts';
import { taxes } from './taxes/index.ts';

export const procedures = {
  account,
  accounts,
  apiKeys,
  audit,
  auth,
  cart,
  catalog,
  checkout,
  discounts,
  ledger,
  order,
  orders,
  payments,
  prices,
  shipping,
  stock,
  taxes,
};

/** Router that HTTP serves. */
export const appRouter = t.router(procedures);
