import { apiKeysArea } from '../api-keys/api-keys-area.ts';
import { auditArea } from '../audit/audit-area.ts';
import { consumersArea } from '../consumers/consumers-area.ts';
import { customersArea } from '../customers/customers-area.ts';
import { overviewArea } from '../dashboard/overview-area.ts';
import { discountsArea } from '../discounts/discounts-area.ts';
import { ledgerArea } from '../ledger/ledger-area.ts';
import { messagesArea } from '../messages-inbox/messages-area.ts';
import { ordersArea } from '../orders/orders-area.ts';
import { pricesArea } from '../prices/prices-area.ts';
import { productsArea } from '../products/products-area.ts';
import { reportsArea } from '../reports/reports-area.ts';
import { settingsArea } from '../settings/settings-area.ts';
import { shippingArea } from '../shipping/shipping-area.ts';
import { staffArea } from '../staff/staff-area.ts';
import { stockArea } from '../stock/stock-area.ts';
import { taxesArea } from '../taxes/taxes-area.ts';
import { webhooksArea } from '../webhooks/webhooks-area.ts';
import type { Area } from './area.ts';

/** All areas, in the order of the navigation. */
export const AREAS: readonly Area[] = [
  overviewArea,
  ordersArea,
  customersArea,
  messagesArea,
  discountsArea,
  shippingArea,
  taxesArea,
  productsArea,
  stockArea,
  pricesArea,
  ledgerArea,
  consumersArea,
  webhooksArea,
  staffArea,
  apiKeysArea,
  auditArea,
  settingsArea,
  reportsArea,
];
