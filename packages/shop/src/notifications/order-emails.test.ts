import { insertAccount } from '@trastienda/auth/fixtures';
import type { Buyer, CheckoutView } from '@trastienda/shop-contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { startTestEmails } from '../testing/start-test-emails.ts';
import { type PlacedOrder, STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestOrders();
const { database } = shop;
const emails = await startTestEmails(shop);

// What a test leaves must not reach the next one.
beforeEach(() => emails.deliver());

async function subjects(): Promise<string[]> {
  return (await emails.deliver()).map(({ subject }) => subject);
}

async function numberOf(bought: PlacedOrder): Promise<string> {
  return (await shop.stateOf(bought)).order.number;
}

let count = 0;

interface Begin {
  readonly buyer?: Buyer;
  readonly locale?: 'en' | 'es';
}

/** Starts a checkout of two units with an address that no other test uses. */
async function begin({ buyer = shop.newBuyer(), locale = 'en' }: Begin = {}) {
  count += 1;
  const email = `buyer-${count}@example.com`;
  const sku = await shop.offer({ amount: 1999 });
  await shop.fill(buyer, { sku, quantity: 2 });
  const start = shop.startInput({ email, locale });
  const checkout: CheckoutView = await shop.checkout.start(buyer, start, VISITOR);
  return { buyer, checkout, email, sku };
}

async function buy(options: Begin = {}): Promise<PlacedOrder & { readonly email: string }> {
  const { buyer, checkout, email, sku } = await begin(options);
  await shop.pay({ buyer, checkout }, 'pm_test_approve');
  await shop.complete({ buyer, checkout });
  const order = await shop.orderOf({ buyer, checkout });
  return { buyer, email, orderId: order?.id ?? '', sku, skus: [sku] };
}

describe('the buyer of an order', () => {
  test('gets an email for each thing that happens to it, in order, once', async () => {
    const bought = await shop.boughtLines([{ quantity: 2 }], { shipping: 495 });
    const number = await numberOf(bought);
    expect(await subjects()).toEqual([
      `Your order ${number} at La tienda`,
      `Receipt for your order ${number} at La tienda`,
    ]);
    await shop.ship(bought, 1);
    await shop.ship(bought, 1);
    expect(await subjects()).toEqual([
      `A parcel of your order ${number} is on its way`,
      `Your order ${number} is on its way`,
    ]);
    await shop.returnUnits(bought, 1);
    await shop.refund(bought, { kind: 'amount', amount: 500 });
    expect(await subjects()).toEqual([
      `Your return of order ${number} at La tienda`,
      `Your return of order ${number} is accepted`,
      `A refund for your order ${number} at La tienda`,
    ]);
    expect(await subjects()).toEqual([]);
  });

  test.each([
    {
      locale: 'en',
      address: 'Your address',
      subjects: (number: string) => [
        `A part of your order ${number} is delivered`,
        `Your order ${number} is delivered`,
      ],
    },
    {
      locale: 'es',
      address: 'Tu dirección',
      subjects: (number: string) => [
        `Una parte de tu pedido ${number} está entregada`,
        `Tu pedido ${number} está entregado`,
      ],
    },
  ] as const)('reads of nothing on its way when nothing is shipped ($locale)', async (expected) => {
    const bought = await buy({ locale: expected.locale });
    const number = await numberOf(bought);
    const [placed] = await emails.deliver();
    expect(placed?.text).toContain(expected.address);
    await shop.ship(bought, 1);
    await shop.ship(bought, 1);
    const delivered = await emails.deliver();
    expect(delivered.map(({ subject }) => subject)).toEqual(expected.subjects(number));
    const texts = [placed, ...delivered].map((email) => `${email?.subject} ${email?.text}`);
    for (const text of texts) {
      expect(text).not.toMatch(/shipping address|on its way|sent|dirección de envío|camino|envia/i);
    }
  });

  test('has the address that it is shipped to', async () => {
    await shop.boughtLines([{}], { shipping: 495 });
    const [placed] = await emails.deliver();
    expect(placed?.text).toContain('Shipping address');
  });

  test('gets it at the address and in the language of the purchase', async () => {
    const { email, ...bought } = await buy({ locale: 'es' });
    const number = await numberOf(bought);
    const [placed, paid] = await emails.deliver();
    expect(placed).toMatchObject({
      to: { email, name: 'Ana García' },
      subject: `Tu pedido ${number} en La tienda`,
      text: expect.stringContaining('Hola, Ana García:'),
    });
    expect(placed?.html).toContain('<html lang="es">');
    expect(paid?.text).toMatch(/Hemos recibido 39,98\s€ por tu pedido/);
  });

  test('gets it in the language of the account when the order is of an earlier version', async () => {
    const { id } = await insertAccount(database.accounts, { locale: 'es' });
    const bought = await buy({ buyer: { kind: 'account', id }, locale: 'en' });
    await shop.server.withClient(async (client) => {
      const orders = client.db().collection<{ _id: string }>('orders');
      await orders.updateOne({ _id: bought.orderId }, { $unset: { locale: '' } });
    });
    const number = await numberOf(bought);
    const [placed] = await subjects();
    expect(placed).toBe(`Tu pedido ${number} en La tienda`);
  });

  test('opens it by the link of the email as a guest, which works', async () => {
    const bought = await buy();
    const [placed] = await emails.deliver();
    const [, token = ''] =
      /https:\/\/shop\.example\/order#token=([\w-]+)/.exec(placed?.text ?? '') ?? [];
    expect(await shop.orders.getByLink({ token })).toMatchObject({ id: bought.orderId });
    expect(placed?.text).toContain('Do not forward this email');
  });

  test('opens it by signing in with an account, and its email has no token', async () => {
    const { id } = await insertAccount(database.accounts);
    const bought = await buy({ buyer: { kind: 'account', id } });
    const [placed] = await emails.deliver();
    expect(placed?.text).toContain(`https://shop.example/orders/${bought.orderId}`);
    expect(placed?.text).not.toContain('token');
  });

  test('has the prices with discounts, shipping and taxes in the receipt', async () => {
    await shop.taxGoods();
    const bought = await shop.boughtLines([{ quantity: 3, amount: 1000 }], { shipping: 495 });
    const { order } = await shop.stateOf(bought);
    const [, receipt] = await emails.deliver();
    expect(receipt?.text.replaceAll('\u00a0', ' ')).toContain(
      [
        'Amounts',
        'Subtotal: €30.00',
        `Shipping (${order.shippingMethod?.name}): €4.95`,
        'Total: €34.95',
        'IVA 21% (included): €5.21',
      ].join('\n'),
    );
    expect(receipt?.text).toContain('Billing address\nAna García\nCalle Mayor 1\n28001 Madrid\nES');
  });

  test('is given the tracking of a parcel', async () => {
    const bought = await buy();
    await emails.deliver();
    const tracking = { carrier: 'Correos', number: 'PK1', url: 'https://correos.example/PK1' };
    await shop.orderAdmin.fulfil({ ...shop.callInput(bought), tracking }, STAFF);
    const [parcel] = await emails.deliver();
    expect(parcel?.text).toContain('Tracking number of Correos: PK1');
    expect(parcel?.text).toContain('Track the parcel: https://correos.example/PK1');
  });

  test('learns who canceled it and what happens to the money', async () => {
    const bought = await buy();
    await emails.deliver();
    await shop.orders.cancel(bought.buyer, shop.callInput(bought), VISITOR);
    const [canceled, refunded, ...others] = await emails.deliver();
    expect(canceled?.text).toContain('is canceled, as you asked');
    expect(canceled?.text).toContain('You get back what you have paid');
    expect(refunded?.subject).toContain('A refund for your order');
    expect(others).toEqual([]);
    const pending = await shop.bought('pending');
    await emails.deliver();
    await shop.orderAdmin.cancel(shop.callInput(pending), STAFF);
    const [unpaid] = await emails.deliver();
    expect(unpaid?.text).toContain('We had to cancel your order');
    expect(unpaid?.text).toContain('Nothing was charged');
  });
});

describe('events that are handled late', () => {
  test('say what happened, and that the order was canceled since', async () => {
    const bought = await buy();
    await shop.orderAdmin.cancel(shop.callInput(bought), STAFF);
    const [placed, paid] = await emails.deliver();
    expect(placed?.text).toContain('It has been canceled since then');
    expect(paid?.text).toContain('The order has been canceled since then. You get the money back.');
  });

  test('say that a return was answered since', async () => {
    const bought = await buy();
    await shop.ship(bought, 2);
    await emails.deliver();
    await shop.returnUnits(bought, 1, 'accepted');
    const [requested] = await emails.deliver();
    expect(requested?.text).toContain('We have answered since then');
  });

  test('cause no email to an account that was deleted, and hold nothing back', async () => {
    const { id } = await insertAccount(database.accounts);
    await buy({ buyer: { kind: 'account', id } });
    await database.accounts.anonymize(id, 'customer', shop.clock.now());
    expect(await emails.deliver()).toEqual([]);
    const status = await emails.process.background.relay.status();
    expect(status.find(({ name }) => name === 'order-emails')).toMatchObject({
      ...{ pending: 0, retrying: 0, parked: 0 },
    });
  });
});

test('an email that could not be queued is queued later, once, and those of other orders meanwhile', async () => {
  const unlucky = await buy();
  const other = await buy();
  let isFailing = true;
  const failing = await startTestEmails(shop, {}, ({ to }) => {
    if (isFailing && to.email === unlucky.email) throw new Error('The queue is full.');
  });
  const first = await failing.deliver();
  expect(first.map(({ to }) => to.email)).toEqual([other.email, other.email]);
  isFailing = false;
  shop.advance(60);
  const later = await failing.deliver();
  expect(later.map(({ to }) => to.email)).toEqual([unlucky.email, unlucky.email]);
  expect(await failing.deliver()).toEqual([]);
});

test('orders without a price, which anyone can place, cause twenty emails a day to an address, without what their buyers write', async () => {
  const sku = await shop.offer({ quantity: 100, amount: 0 });
  const email = 'target@example.com';
  const place = async () => {
    const buyer = shop.newBuyer();
    await shop.fill(buyer, { sku });
    const checkout = await shop.checkout.start(buyer, shop.startInput({ email }), VISITOR);
    await shop.pay({ buyer, checkout }, null);
    await shop.complete({ buyer, checkout });
  };
  await place();
  const first = await emails.deliver();
  expect(first.map(({ to }) => to.email)).toEqual([email, email]);
  for (const { text } of first) expect(text).not.toMatch(/address|Calle/);
  for (let index = 0; index < 11; index += 1) await place();
  expect(await emails.deliver()).toHaveLength(18);
  const paid = await buy();
  const others = await emails.deliver();
  expect(others.map(({ to }) => to.email)).toEqual([paid.email, paid.email]);
  for (const { text } of others) expect(text).toMatch(/address\n[\s\S]*Calle/);
});

describe('the payment of a checkout', () => {
  test('that needs the buyer causes an email with the way back', async () => {
    const begun = await begin();
    await shop.pay(begun, 'pm_test_action');
    const [email, ...others] = await emails.deliver();
    expect(email).toMatchObject({
      to: { email: begun.email },
      subject: 'Confirm your payment at La tienda',
      text: expect.stringContaining(`https://shop.example/checkout/${begun.checkout.id}`),
    });
    expect(others).toEqual([]);
  });

  test('that is declined says so', async () => {
    await shop.pay(await begin(), 'pm_test_decline');
    expect(await subjects()).toEqual(['Your payment at La tienda failed']);
  });

  test('causes none when the buyer has only opened the form of the provider', async () => {
    await shop.pay(await begin(), null);
    expect(await emails.deliver()).toEqual([]);
  });

  test('causes none about its failure once the checkout is an order, canceled or erased', async () => {
    const paid = await begin();
    await shop.pay(paid, 'pm_test_decline');
    await shop.pay(paid, 'pm_test_approve');
    await shop.complete(paid);
    expect((await subjects()).filter((subject) => subject.includes('failed'))).toEqual([]);
    const canceled = await begin();
    await shop.pay(canceled, 'pm_test_decline');
    const input = { checkoutId: canceled.checkout.id, idempotencyKey: shop.newKey() };
    await shop.checkout.cancel(canceled.buyer, input, VISITOR);
    expect(await emails.deliver()).toEqual([]);
  });

  test('causes five emails a day to an address at most: anyone can enter it', async () => {
    const sku = await shop.offer({ quantity: 100 });
    const email = 'victim@example.com';
    for (const spelling of [email, 'Victim@Example.com', ...Array(6).fill(email)]) {
      const buyer = shop.newBuyer();
      await shop.fill(buyer, { sku });
      const start = shop.startInput({ email: spelling });
      const checkout = await shop.checkout.start(buyer, start, VISITOR);
      await shop.pay({ buyer, checkout }, 'pm_test_decline');
    }
    expect(await emails.deliver()).toHaveLength(5);
  });

  test('counts once for its limit, however often its email is queued', async () => {
    const sku = await shop.offer({ quantity: 100 });
    const email = 'unhurried@example.com';
    let attempts = 0;
    const failing = await startTestEmails(shop, {}, () => {
      attempts += 1;
      if (attempts === 3) throw new Error('The queue is full.');
    });
    for (let index = 0; index < 3; index += 1) {
      const buyer = shop.newBuyer();
      await shop.fill(buyer, { sku });
      const checkout = await shop.checkout.start(buyer, shop.startInput({ email }), VISITOR);
      await shop.pay({ buyer, checkout }, 'pm_test_decline');
    }
    expect(await failing.deliver()).toHaveLength(3);
    expect(attempts).toBe(6);
  });
});
