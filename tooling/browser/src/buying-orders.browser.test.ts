import { createClient, createMemoryTokenStorage } from '@trastienda/shop-client';
import { waitForEmail } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import {
  buy,
  continueToPayment,
  enterDetails,
  fillCart,
  payButton,
  SOCKS,
  signIn,
  submitButton,
  waitForOrder,
} from './buying-steps.ts';
import { findViolations } from './find-violations.ts';
import type { Person } from './start-shop.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser();

const PASSWORD = 'pelican granite orbit mauve 7';

/** Returns the client of a person on another device. */
async function signInElsewhere({ email, password }: Person) {
  const storage = createMemoryTokenStorage();
  const client = createClient({ url: shop.url, session: { kind: 'token', storage } });
  await client.auth.signIn.mutate({ email, password });
  return client;
}

describe('The page of an order', () => {
  test('follows what the shop does with it, up to a return', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS, 2);
    const orderId = await buy(page, 'live@example.com');
    await page.getByText('En preparación', { exact: true }).waitFor();
    await shop.staff.admin.orders.fulfil.mutate({
      orderId,
      lines: [{ sku: SOCKS, quantity: 1 }],
      tracking: { carrier: 'Correos', number: 'PQ123', url: 'https://correos.example/PQ123' },
    });
    await page.getByText('Enviado en parte', { exact: true }).waitFor();
    const tracking = page.getByRole('link', { name: 'Seguimiento: Correos PQ123' });
    expect(await tracking.getAttribute('href')).toBe('https://correos.example/PQ123');
    await shop.staff.admin.orders.fulfil.mutate({ orderId });
    await page.getByText('Enviamos el paquete 2').waitFor();

    await page.getByRole('button', { name: 'Devolver artículos' }).click();
    const dialog = page.getByRole('dialog', { name: 'Devolver artículos' });
    await dialog.getByRole('button', { name: 'Pedir la devolución' }).click();
    await dialog.getByText('Elige al menos una unidad.').waitFor();
    await dialog.getByRole('combobox', { name: /^Unidades de/ }).selectOption('1');
    await dialog.getByRole('combobox', { name: 'Motivo' }).selectOption('fit');
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Pedir la devolución' }).click();
    await page.getByText('Hemos recibido tu petición.').waitFor();
    await page.getByText('Esperando nuestra respuesta').waitFor();
    const { returns } = await shop.staff.admin.orders.get.query({ orderId });
    expect(returns).toMatchObject([
      { lines: [{ sku: SOCKS, quantity: 1 }], reason: 'La talla o la medida no me va' },
    ]);
    const [request] = returns;
    await shop.staff.admin.orders.resolveReturn.mutate({
      ...{ orderId, returnId: request?.id ?? '', decision: 'accepted', answer: 'Mándalo a casa.' },
    });
    await page.getByText('Nuestra respuesta: Mándalo a casa.').waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  test('cancels an order that was not sent', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await buy(page, 'cancel@example.com');
    await page.getByRole('button', { name: 'Cancelar el pedido' }).click();
    const dialog = page.getByRole('dialog', { name: '¿Cancelar el pedido?' });
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancelar el pedido' }).click();
    await page.getByText('El pedido está cancelado.').waitFor();
    await page.getByText('Cancelado', { exact: true }).waitFor();
    await page.getByText('Realizado', { exact: true }).waitFor();
  });

  test('shows a refund that is done before the cancellation is answered', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await buy(page, 'early@example.com');
    const refunded = page.getByText('Realizado', { exact: true });
    await page.route(/orders\.cancel/, async (route) => {
      const response = await route.fetch();
      await refunded.waitFor();
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: 'Cancelar el pedido' }).click();
    const dialog = page.getByRole('dialog', { name: '¿Cancelar el pedido?' });
    await dialog.getByRole('button', { name: 'Cancelar el pedido' }).click();
    await page.getByText('El pedido está cancelado.').waitFor();
    await refunded.waitFor();
  });

  test('is not shown to others', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    const orderId = await buy(page, 'mine@example.com');
    allow(/404/);
    const other = await open(`/orders/${orderId}`);
    await other.getByRole('heading', { level: 1, name: 'No encontramos este pedido' }).waitFor();
    await other.getByRole('link', { name: 'Iniciar sesión' }).first().waitFor();
    expect(await findViolations(other)).toEqual([]);
  });

  test('is not opened by a link that is not valid', async () => {
    allow(/400/);
    const page = await open('/order#token=wrong');
    await page.getByRole('heading', { name: 'Este enlace no sirve' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});

describe('An account', () => {
  test('buys with a saved address', async () => {
    const person = await shop.createAccount();
    const { email } = person;
    const client = await signInElsewhere(person);
    const address = { name: 'Luis Gil', line1: 'Plaza Nueva 3', city: 'Bilbao', country: 'ES' };
    await client.addresses.add.mutate({ address: { ...address, postalCode: '48005' } });

    const page = await open('/');
    await signIn(page, person);
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await page.getByText(`Compras con tu cuenta ${email}.`).waitFor();
    await submitButton(page).waitFor();
    expect(await page.getByRole('radio', { name: /^Luis Gil/ }).isChecked()).toBe(true);
    await page.getByRole('checkbox', { name: /He leído/ }).check();
    expect(await findViolations(page)).toEqual([]);
    await continueToPayment(page);
    await page.getByText('Plaza Nueva 3', { exact: true }).waitFor();
    await payButton(page).click();
    const orderId = await waitForOrder(page);
    expect((await client.orders.get.query({ orderId })).email).toBe(email);
  });

  test('is asked to sign in again when its session is ended elsewhere', async () => {
    const person = await shop.createAccount();
    const page = await open('/');
    await signIn(page, person);
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, person.email);
    allow(/401/);
    const elsewhere = await signInElsewhere(person);
    await elsewhere.account.revokeOtherSessions.mutate();
    const title = page.getByRole('heading', { name: 'Tu sesión ha terminado' });
    await title.waitFor();
    expect(await findViolations(page)).toEqual([]);
    const link = page.getByRole('link', { name: 'Iniciar sesión' });
    expect(await link.getAttribute('href')).toBe('/sign-in?return=%2Fcheckout');
    await signIn(page, person);
    await page.goto(`${shop.url}/checkout`);
    const street = page.getByRole('textbox', { name: 'Calle y número' });
    await expect.poll(() => street.inputValue()).toBe('Calle Mayor 1');
  });

  test('takes over what was bought with its address before', async () => {
    const person = { email: 'claims@example.com', name: 'Clara', password: PASSWORD };
    const guest = await open('/');
    await fillCart(guest, SOCKS);
    const orderId = await buy(guest, person.email);
    // Its page would ask for an order that is the guest's no longer.
    await guest.close();
    // The account proves its mailbox after the purchase.
    const client = createClient({ url: shop.url });
    await client.auth.signUp.mutate(person);
    const pattern = /verify-email#token=([\w-]+)/;
    const [, token = ''] =
      pattern.exec(await waitForEmail(shop.outbox, person.email, pattern)) ?? [];
    await client.auth.verifyEmail.mutate({ token, password: person.password });

    const page = await open('/');
    await signIn(page, person);
    await page.goto(`${shop.url}/orders`);
    await page.waitForURL(/\/account\/orders$/);
    await page.getByText('Hay un pedido hecho sin cuenta con tu correo').waitFor();
    await page.getByText('Tu cuenta todavía no tiene pedidos').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Añadir a mi cuenta' }).click();
    await page.getByText('Hemos añadido un pedido a tu cuenta.').waitFor();
    await page.getByRole('link', { name: /^Pedido / }).click();
    await page.waitForURL(new RegExp(`/orders/${orderId}$`));
  });
});
