import { customersArea } from '../customers/customers-area.ts';
import { overviewArea } from '../dashboard/overview-area.ts';
import { discountsArea } from '../discounts/discounts-area.ts';
import { messagesArea } from '../messages-inbox/messages-area.ts';
import { ordersArea } from '../orders/orders-area.ts';
import { pricesArea } from '../prices/prices-area.ts';
import { productsArea } from '../products/products-area.ts';
import { shippingArea } from '../shipping/shipping-area.ts';
import { stockArea } from '../stock/stock-area.ts';
import { taxesArea } from '../taxes/taxes-area.ts';
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
];
