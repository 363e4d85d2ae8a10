import { defineConsumer, type EventConsumer, type EventOf } from '@trastienda/mongo';
import type { ShopEvent } from '@trastienda/shop-db';
import type { StaffEmailContent } from './email-content.ts';
import type { NotificationDeps } from './notification-deps.ts';
import { itemsOf, shortLine } from './order-facts.ts';
import { createThrottle, STOCK_EMAILS } from './throttle.ts';

const TYPES = [
  'order.placed',
  'stock.low',
  'stock.sold-out',
  'payment.rejected',
  'payment.disputed',
] as const;
type StaffEvent = EventOf<ShopEvent, (typeof TYPES)[number]>;

const KINDS = {
  'order.placed': 'new-order',
  'stock.low': 'low-stock',
  'stock.sold-out': 'low-stock',
  'payment.rejected': 'unmatched-payment',
  'payment.disputed': 'payment-disputed',
} as const satisfies Readonly<Record<StaffEvent['type'], StaffEmailContent['template']>>;

export interface StaffEmailsDeps extends NotificationDeps {
  /** Addresses of staff, each of which gets every email. */
  readonly staff: readonly string[];
}

/** Describes an event to staff; null when there is nothing to say. */
async function describe(
  { database }: StaffEmailsDeps,
  event: StaffEvent,
): Promise<StaffEmailContent | null> {
  switch (event.type) {
    case 'order.placed': {
      const order = await database.orders.find(event.aggregateId);
      if (order === null) return null;
      return {
        template: 'new-order',
        number: order.number,
        items: itemsOf(order, order.lines),
        total: order.prices.total,
        country: order.shippingAddress.country,
        isCanceled: order.status === 'cancelled',
        isShipped: order.shippingMethod !== null,
      };
    }
    case 'stock.low':
    case 'stock.sold-out': {
      const { available, lowStockAt } = event.data;
      // The event of low stock says so already.
      if (event.type === 'stock.sold-out' && lowStockAt !== null) return null;
      return { template: 'low-stock', sku: shortLine(event.aggregateId), available, lowStockAt };
    }
    case 'payment.rejected': {
      const { amount, currency, reason } = event.data;
      const paymentId = event.aggregateId;
      return { template: 'unmatched-payment', paymentId, amount: { amount, currency }, reason };
    }
    case 'payment.disputed': {
      const { amount, currency, orderId } = event.data;
      const order = orderId === null ? null : await database.orders.find(orderId);
      return {
        template: 'payment-disputed',
        paymentId: event.aggregateId,
        number: order?.number ?? null,
        amount: { amount, currency },
      };
    }
  }
}

/**
 * Creates the consumer that emails staff about new orders, low stock, and payments that need a look.
 * Each event causes one email to each address at most.
 */
export function createStaffEmailsConsumer(deps: StaffEmailsDeps): EventConsumer<ShopEvent> {
  const { emails, locale, off, staff } = deps;
  const mayEmail = createThrottle(deps);
  return defineConsumer<ShopEvent, StaffEvent['type']>({
    name: 'staff-emails',
    types: TYPES,
    from: 'now',
    async handle(event) {
      if (staff.length === 0 || off.has(KINDS[event.type])) return;
      const content = await describe(deps, event);
      if (content === null) return;
      for (const email of staff) {
        const isStock = content.template === 'low-stock';
        if (isStock && !(await mayEmail(STOCK_EMAILS, email, event.id))) continue;
        await emails.enqueue({ to: { email, name: '' }, locale, content });
      }
    },
  });
}
