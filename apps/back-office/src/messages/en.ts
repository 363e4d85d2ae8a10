import { apiKeys } from './api-keys.en.ts';
import { audit } from './audit.en.ts';
import { consumers } from './consumers.en.ts';
import { customers } from './customers.en.ts';
import { discounts } from './discounts.en.ts';
import { documents } from './documents.en.ts';
import { errors, issues } from './errors.en.ts';
import { events } from './events.en.ts';
import { imports } from './imports.en.ts';
import { inbox } from './inbox.en.ts';
import { ledger } from './ledger.en.ts';
import { newsletter } from './newsletter.en.ts';
import { orders } from './orders.en.ts';
import { overview } from './overview.en.ts';
import { permissions } from './permissions.en.ts';
import { prices } from './prices.en.ts';
import { printing } from './printing.en.ts';
import { products } from './products.en.ts';
import { reports } from './reports.en.ts';
import { secret } from './secret.en.ts';
import { settings } from './settings.en.ts';
import { shell, signIn, table } from './shell.en.ts';
import { shipping } from './shipping.en.ts';
import { staff } from './staff.en.ts';
import { stock } from './stock.en.ts';
import { taxes } from './taxes.en.ts';
import { totals } from './totals.en.ts';
import { webhooks } from './webhooks.en.ts';

/** English texts of all areas. They are the type of those in other languages. */
export const en = {
  shell,
  signIn,
  table,
  errors,
  issues,
  overview,
  orders,
  events,
  imports,
  printing,
  documents,
  totals,
  customers,
  inbox,
  newsletter,
  products,
  stock,
  reports,
  settings,
  consumers,
  ledger,
  audit,
  apiKeys,
  staff,
  webhooks,
  secret,
  permissions,
  prices,
  taxes,
  shipping,
  discounts,
} as const;
