// Buys two products as a guest, pays with the sandbox, has the shop refund one of them, and shows the
// recorded events, the ledger entries, the webhooks that a receiver has verified, and the emails;
// against a server that `npm start` has started:
// npm run example:buy [URL] [STAFF TOKEN]
// The staff token is read from the server's data directory, TRASTIENDA_DATA_DIR, unless it is given.
import { createClient, createMemoryTokenStorage, isClientError } from '@trastienda/shop-client';
import { formatMoney } from '@trastienda/shop-contract';
import { listSentEmails } from './list-sent-emails.ts';
import { readStaffToken } from './read-staff-token.ts';
import { receiveWebhooks, type WebhookReceiver } from './receive-webhooks.ts';

const [url = 'http://127.0.0.1:3000', givenToken] = process.argv.slice(2);
const token = givenToken ?? (await readStaffToken('npm run example:buy'));

const EMAIL = 'ana@example.com';

const shop = createClient({ url, guest: createMemoryTokenStorage() });
const staff = createClient({ url, token });

/** Starts a receiver of webhooks; null when the shop sends none to this machine. */
async function startReceiver(): Promise<WebhookReceiver | null> {
  try {
    return await receiveWebhooks({ staff });
  } catch (error) {
    if (!isClientError(error, 'WEBHOOK_URL_REFUSED')) throw error;
    console.log('The shop sends no webhooks to this machine: TRASTIENDA_WEBHOOKS_ALLOW_LOCAL.');
    return null;
  }
}

async function showWebhooks({ received, waitFor, close }: WebhookReceiver): Promise<void> {
  await waitFor(({ type }) => type === 'order.refunded');
  for (const { type, data } of received) {
    console.log('verified webhook', data.at, type, `#${data.sequence}`);
  }
  await close();
}

async function showEmails(since: Date): Promise<void> {
  const emails = await listSentEmails(EMAIL, since);
  for (const { subject } of emails) console.log('email to', EMAIL, subject);
  if (emails.length > 0) console.log('Read them on the page "Emails" that npm start has printed.');
}

async function fillCart(): Promise<void> {
  const { items } = await shop.catalog.list.query({ inStock: true, limit: 2 });
  for (const { slug } of items) {
    const product = await shop.catalog.get.query({ slug });
    const variant = product.variants.find(({ isInStock }) => isInStock);
    if (variant === undefined) throw new Error(`${slug} is not for sale.`);
    await shop.cart.add.mutate({ sku: variant.sku });
  }
}

async function buy(): Promise<string> {
  const address = { name: 'Ana López', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };
  const place = { country: address.country };
  const { shippingOptions } = await shop.checkout.preview.query(place);
  const shippingMethodId = shippingOptions[0]?.id ?? null;
  const preview = await shop.checkout.preview.query({ ...place, shippingMethodId });
  for (const { kind } of preview.problems) console.log('before the checkout:', kind);
  // The client gives each intention a key: repeated with the same object, a call has one effect.
  const checkout = await shop.checkout.start.mutate({
    email: EMAIL,
    shippingAddress: address,
    shippingMethodId,
    // Fails with CHECKOUT_TOTAL_DIFFERS when a price has changed since.
    expectedTotal: preview.prices.total,
  });
  for (const { quantity, title, optionValues, unitPrice } of checkout.lines) {
    console.log(quantity, [title, ...optionValues].join(' / '), formatMoney(unitPrice));
  }
  const { subtotal, shipping, taxTotal, total } = checkout.prices;
  console.log(
    'subtotal',
    formatMoney(subtotal),
    'shipping',
    formatMoney(shipping.total),
    'tax',
    formatMoney(taxTotal),
  );
  console.log('total', formatMoney(total), 'reserved until', checkout.expiresAt);

  const checkoutId = checkout.id;
  await shop.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_test_approve' });
  const { orderId, orderNumber } = await shop.checkout.complete.mutate({ checkoutId });
  if (orderId === null) throw new Error('There is no order.');
  console.log(`order ${orderNumber}`);
  return orderId;
}

async function refundOneLine(orderId: string): Promise<void> {
  const { lines } = await staff.admin.orders.get.query({ orderId });
  const [line] = lines;
  if (line === undefined) throw new Error('The order has no lines.');
  const { refunds } = await staff.admin.orders.refund.mutate({
    orderId,
    what: { kind: 'lines', lines: [{ sku: line.sku, quantity: line.quantity }], restock: true },
    reason: 'It came broken.',
  });
  for (const { amount } of refunds)
    console.log('requested refund', formatMoney(amount), line.title);
  const { paymentStatus, refunded } = await staff.admin.orders.get.query({ orderId });
  console.log(`refunded ${formatMoney(refunded)}: ${paymentStatus}`);
}

async function showBooks(orderId: string): Promise<void> {
  const { checkoutId, paymentId } = await staff.admin.orders.get.query({ orderId });
  for (const [aggregate, aggregateId] of [
    ['checkout', checkoutId],
    ['payment', paymentId],
    ['order', orderId],
  ] as const) {
    const { items } = await staff.admin.orders.events.query({ aggregate, aggregateId });
    for (const { sequence, type, at } of items) console.log(at, aggregate, sequence, type);
  }
  const entries = await staff.admin.ledger.list.query({ orderId });
  for (const { kind, at, currency, postings } of entries.items.toReversed()) {
    const parts = postings.map(({ account, amount }) => `${account} ${amount}`);
    console.log(at, kind, currency, parts.join(', '));
  }
  const { payments, totals, differences } = await staff.admin.ledger.reconcile.query({});
  console.log(`${payments} payments reconciled, ${differences.length} differences`);
  for (const { currency, provider, ledger, orders } of totals) {
    console.log(currency, { provider, ledger, orders });
  }
  for (const { kind, message } of differences) console.log(kind, message);
}

try {
  const startedAt = new Date();
  const receiver = await startReceiver();
  await fillCart();
  const orderId = await buy();
  await refundOneLine(orderId);
  await showBooks(orderId);
  if (receiver !== null) await showWebhooks(receiver);
  // Emails are files of the server that this machine has started.
  if (givenToken === undefined) await showEmails(startedAt);
} catch (error) {
  if (!isClientError(error)) throw error;
  if (error.data) console.error(error.data.reason, error.data.details);
  else console.error(`${url} did not answer (${error.message}). Start the server with npm start.`);
  process.exitCode = 1;
}
