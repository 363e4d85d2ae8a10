import { defineConsumer, type EventConsumer, type EventOf } from '@trastienda/mongo';
import type { Buyer, Locale } from '@trastienda/shop-contract';
import type { CheckoutState, PaymentState, ShopEvent } from '@trastienda/shop-db';
import type { OrderLinks } from '../orders/order-links.ts';
import { describeOrderEvent, ORDER_EMAILS, type OrderEmailEvent } from './describe-order-event.ts';
import type { BuyerEmailContent } from './email-content.ts';
import type { NotificationDeps } from './notification-deps.ts';
import { createThrottle, FREE_ORDER_EMAILS, PAYMENT_EMAILS, type Throttle } from './throttle.ts';

const PAYMENT_EVENTS = ['payment.failed', 'payment.requires-action'] as const;
type PaymentEmailEvent = EventOf<ShopEvent, (typeof PAYMENT_EVENTS)[number]>;

const ORDER_EVENTS = Object.keys(ORDER_EMAILS) as (keyof typeof ORDER_EMAILS)[];

/** How long an email about a payment is worth sending: as long as a checkout may stay open. */
const PAYMENT_MINUTES = 60;

export interface OrderEmailsDeps extends NotificationDeps {
  readonly links: OrderLinks;
}

/**
 * Returns the language of emails about a purchase that names none, as those of earlier versions do: that
 * of the buyer's account, then of the shop. Null for an account that was deleted, which gets no emails.
 */
async function languageOf(
  { database, locale }: NotificationDeps,
  { kind, id }: Buyer,
): Promise<Locale | null> {
  if (kind === 'guest') return locale;
  const account = await database.accounts.find(id);
  return account === null || account.deletedAt !== null ? null : account.locale;
}

async function emailAboutOrder(
  deps: OrderEmailsDeps,
  event: OrderEmailEvent,
  mayEmail: Throttle,
): Promise<void> {
  const { database, emails, links, timeZone, off } = deps;
  if (off.has(ORDER_EMAILS[event.type])) return;
  const order = await database.orders.find(event.aggregateId);
  const locale = order && (await languageOf(deps, order.buyer));
  if (order === null || locale === null) return;
  const isRefund = event.type === 'order.refunded';
  const payment = isRefund ? await database.payments.find(order.paymentId) : null;
  const page = order.buyer.kind === 'guest' ? { token: links.issue(order) } : { orderId: order.id };
  const content = describeOrderEvent(event, order, payment, { page, timeZone });
  if (content === null) return;
  const isFree = order.totalAmount === 0;
  if (isFree && !(await mayEmail(FREE_ORDER_EMAILS, order.email, event.id))) return;
  const to = { email: order.email, name: order.shippingAddress.name };
  await emails.enqueue({ to, locale: order.locale ?? locale, content });
}

/** Chooses the email about a payment; null where the buyer has nothing to do. */
function paymentTemplate(
  payment: PaymentState,
): Extract<BuyerEmailContent, { readonly checkoutId: string }>['template'] | null {
  if (payment.status === 'failed') return 'payment-failed';
  if (payment.status !== 'requires-action') return null;
  if (payment.failure !== null) return 'payment-failed';
  // Without a payment method the buyer has only opened the form of the provider.
  return payment.paymentMethod === null ? null : 'payment-action-required';
}

/** Returns whether a payment is what an open checkout waits for: another one may have replaced it. */
function isAwaited(checkout: CheckoutState | null, payment: PaymentState): boolean {
  return checkout?.status === 'open' && checkout.paymentId === payment.id;
}

async function emailAboutPayment(
  deps: OrderEmailsDeps,
  event: PaymentEmailEvent,
  mayEmail: Throttle,
): Promise<void> {
  const { database, emails, off } = deps;
  const payment = await database.payments.find(event.aggregateId);
  const template = payment && paymentTemplate(payment);
  if (payment === null || template === null || off.has(template)) return;
  const { checkoutId, amount, currency } = payment;
  const checkout = await database.checkouts.find(checkoutId);
  if (checkout === null || checkout.email === null || !isAwaited(checkout, payment)) return;
  const locale = await languageOf(deps, checkout.buyer);
  if (locale === null) return;
  if (!(await mayEmail(PAYMENT_EMAILS, checkout.email, event.id))) return;
  const name = checkout.shippingAddress?.name ?? '';
  const about = { checkoutId, amount: { amount, currency }, expiresInMinutes: PAYMENT_MINUTES };
  await emails.enqueue({
    to: { email: checkout.email, name },
    locale: checkout.locale ?? locale,
    content: { ...about, template },
  });
}

/**
 * Creates the consumer that emails buyers about their orders and payments. An email is queued in the
 * transaction that records the progress, so that each event causes one at most.
 */
export function createOrderEmailsConsumer(deps: OrderEmailsDeps): EventConsumer<ShopEvent> {
  const mayEmail = createThrottle(deps);
  return defineConsumer<ShopEvent, OrderEmailEvent['type'] | PaymentEmailEvent['type']>({
    name: 'order-emails',
    types: [...ORDER_EVENTS, ...PAYMENT_EVENTS],
    from: 'now',
    async handle(event) {
      if (event.type === 'payment.failed' || event.type === 'payment.requires-action')
        return emailAboutPayment(deps, event, mayEmail);
      return emailAboutOrder(deps, event, mayEmail);
    },
  });
}
