import type { Translation } from '../i18n/translation.ts';
import { apiKeys } from './api-keys.es.ts';
import { audit } from './audit.es.ts';
import { consumers } from './consumers.es.ts';
import { customers } from './customers.es.ts';
import { discounts } from './discounts.es.ts';
import { documents } from './documents.es.ts';
import type { en } from './en.ts';
import { errors, issues } from './errors.es.ts';
import { events } from './events.es.ts';
import { imports } from './imports.es.ts';
import { inbox } from './inbox.es.ts';
import { ledger } from './ledger.es.ts';
import { newsletter } from './newsletter.es.ts';
import { orders } from './orders.es.ts';
import { overview } from './overview.es.ts';
import { permissions } from './permissions.es.ts';
import { prices } from './prices.es.ts';
import { printing } from './printing.es.ts';
import { products } from './products.es.ts';
import { reports } from './reports.es.ts';
import { secret } from './secret.es.ts';
import { settings } from './settings.es.ts';
import { shell, signIn, table } from './shell.es.ts';
import { shipping } from './shipping.es.ts';
import { staff } from './staff.es.ts';
import { stock } from './stock.es.ts';
import { taxes } from './taxes.es.ts';
import { totals } from './totals.es.ts';
import { webhooks } from './webhooks.es.ts';

/** Spanish texts of all areas. */
export const es: Translation<typeof en> = {
  shell,
  signIn,
  table,
  errors,
  issues,
  events,
  imports,
  overview,
  orders,
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
};
