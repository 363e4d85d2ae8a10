import { waitForLinkToken } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import {
  buy,
  choose,
  continueToPayment,
  enterDetails,
  fillCart,
  OIL,
  payButton,
  SOCKS,
  submitButton,
  summaryOf,
  waitForOrder,
} from './buying-steps.ts';
import { findViolations } from './find-violations.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open } = await useBrowser();

/** Returns the orders with an email address. */
async function ordersOf(email: string) {
  const { items } = await shop.staff.admin.orders.search.query({ search: email });
  return items;
}

describe('A guest', () => {
  test('buys from the cart beside the page to the order', async () => {
    const page = await open('/');
    await fillCart(page, OIL);
    await page.reload();
    await page.getByRole('link', { name: 'Cesta, 1 artículo' }).click();
    const cart = page.getByRole('dialog', { name: 'Tu cesta' });
    await cart.getByRole('button', { name: /^Una unidad más de/ }).click();
    await cart.getByText('29,80').first().waitFor();
    await cart.getByRole('textbox', { name: 'Código de descuento' }).fill('hola10');
    await cart.getByRole('button', { name: 'Aplicar' }).click();
    await cart.getByText('Descuento (HOLA10)').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await cart.getByRole('link', { name: 'Tramitar la compra' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tramitar la compra' }).waitFor();

    await enterDetails(page, 'guest@example.com');
    await summaryOf(page).getByText('Incluye IVA (21').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await continueToPayment(page);
    await page.getByRole('timer').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await payButton(page).click();

    await waitForOrder(page);
    await page.getByText('Gracias por tu compra').waitFor();
    await page.getByRole('link', { name: 'Cesta, vacía' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    const [order, ...others] = await ordersOf('guest@example.com');
    expect(others).toEqual([]);
    expect(order).toMatchObject({ status: 'paid', itemCount: 2 });
    // 2 × 14.90 less 10 %, and 4.95 of shipping.
    expect(order?.total).toEqual({ amount: 3177, currency: 'EUR' });
    await page.getByRole('link', { name: 'Mis pedidos' }).first().click();
    await page.getByRole('link', { name: `Pedido ${order?.number}` }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  test('buys in English, and gets its emails in English', async () => {
    const page = await open('/en', { locale: 'en-US' });
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/en/checkout`);
    await enterDetails(page, 'english@example.com', 'en');
    await continueToPayment(page, 'en');
    await payButton(page, 'en').click();
    const orderId = await waitForOrder(page);
    await page.getByRole('heading', { level: 1, name: /^Order / }).waitFor();
    await page.getByText('Thank you for your order').waitFor();
    expect(await findViolations(page)).toEqual([]);
    const { locale } = await shop.staff.admin.orders.get.query({ orderId });
    expect(locale).toBe('en');
  });

  test('tries another way to pay when the bank declines', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, 'declined@example.com');
    await continueToPayment(page);
    await choose(page, 'decline');
    await payButton(page).click();
    await page.getByRole('alert').getByText('El banco ha rechazado el pago').waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await ordersOf('declined@example.com')).toEqual([]);
    await choose(page, 'approve');
    await payButton(page).click();
    await waitForOrder(page);
    expect(await ordersOf('declined@example.com')).toHaveLength(1);
  });

  test('confirms with the bank in another tab, and the page goes on by itself', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, 'secure@example.com');
    await continueToPayment(page);
    await choose(page, 'action');
    await payButton(page).click();
    const link = page.getByRole('link', { name: 'Abrir la página del banco' });
    await link.waitFor();
    expect(await findViolations(page)).toEqual([]);
    // The payment waits while the page is loaded again.
    await page.reload();
    const [bank] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await bank.getByRole('button', { name: 'Autorizar' }).click();
    await waitForOrder(page);
    expect(await ordersOf('secure@example.com')).toHaveLength(1);
  });

  test('turns to another way to pay when the bank declines the confirmation', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, 'unconfirmed@example.com');
    await continueToPayment(page);
    await choose(page, 'action');
    await payButton(page).click();
    const link = page.getByRole('link', { name: 'Abrir la página del banco' });
    const [bank] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await bank.getByRole('button', { name: 'Rechazar' }).click();
    // The page learns of it by itself: a click on its button would come too late on some machines.
    await page.getByRole('alert').getByText('El banco ha rechazado el pago').waitFor();
    await choose(page, 'approve');
    await payButton(page).click();
    await waitForOrder(page);
    expect(await ordersOf('unconfirmed@example.com')).toHaveLength(1);
  });

  test('pays once, however often the button is pressed', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, 'double@example.com');
    await submitButton(page).dblclick();
    await page.waitForURL(/\/checkout\/[0-9a-f]+$/);
    await payButton(page).dblclick();
    await waitForOrder(page);
    expect(await ordersOf('double@example.com')).toHaveLength(1);
  });

  test('buys with the keyboard alone', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.reload();
    const { keyboard } = page;
    /** Moves on by Tab until the element with this name has the focus. */
    const tabTo = async (pattern: RegExp) => {
      const focused = page.locator(':focus');
      for (let count = 0; count < 60; count += 1) {
        await keyboard.press('Tab');
        const label = await focused.evaluate((element) => {
          const { labels, textContent, ariaLabel } = element as HTMLInputElement;
          return ariaLabel ?? labels?.[0]?.textContent ?? textContent ?? '';
        });
        if (pattern.test(label)) return;
      }
      throw new Error(`Tab does not lead to ${pattern}.`);
    };
    await tabTo(/^Cesta/);
    await keyboard.press('Enter');
    await page.getByRole('link', { name: 'Tramitar la compra' }).waitFor();
    await tabTo(/^Tramitar la compra/);
    await keyboard.press('Enter');
    await submitButton(page).waitFor();
    for (const [label, text] of [
      [/^Correo electrónico/, 'keyboard@example.com'],
      [/^Nombre y apellidos/, 'Ana López'],
      [/^Calle y número/, 'Calle Mayor 1'],
      [/^Código postal/, '28013'],
      [/^Localidad/, 'Madrid'],
    ] as const) {
      await tabTo(label);
      await keyboard.type(text);
    }
    await tabTo(/He leído las condiciones/);
    await keyboard.press('Space');
    await tabTo(/^Continuar con el pago/);
    await keyboard.press('Enter');
    await page.waitForURL(/\/checkout\/[0-9a-f]+$/);
    await tabTo(/^Tarjeta de prueba/);
    await tabTo(/^Pagar/);
    await keyboard.press('Enter');
    await waitForOrder(page);
  });

  test('sees what is missing, with the focus on the first field', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await submitButton(page).click();
    await page.getByText('Escribe una dirección de correo').waitFor();
    await page.getByText('Acepta las condiciones para continuar.').waitFor();
    const focused = await page.locator(':focus').getAttribute('name');
    expect(focused).toBe('email');
    expect(await findViolations(page)).toEqual([]);
  });

  test('enters an address as its country writes it, with its taxes', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await submitButton(page).waitFor();
    await page.getByRole('combobox', { name: 'País' }).selectOption('US');
    await page.getByRole('textbox', { name: 'Código ZIP' }).waitFor();
    await page.getByRole('combobox', { name: 'Estado' }).selectOption('CA');
    await summaryOf(page).getByText('Sales tax (7,25').waitFor();
    await summaryOf(page).getByText('Envío (International)').waitFor();
    await page.getByRole('combobox', { name: 'País' }).selectOption('AE');
    await page.getByRole('textbox', { name: 'Código postal' }).waitFor({ state: 'detached' });
  });

  test('opens the order by the link of the email, in another browser', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await buy(page, 'link@example.com');
    const token = await waitForLinkToken(shop.outbox, 'link@example.com');
    const other = await open(`/order#token=${token}`);
    await other.getByRole('heading', { level: 1, name: /^Pedido / }).waitFor();
    await other.getByText('Calle Mayor 1').waitFor();
    expect(await other.getByText('link@example.com').count()).toBe(0);
    expect(await findViolations(other)).toEqual([]);
  });
});
