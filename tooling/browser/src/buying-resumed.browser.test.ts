import { describe, expect, test } from 'vitest';
import {
  buy,
  continueToPayment,
  enterDetails,
  fillCart,
  payButton,
  SOCKS,
  waitForOrder,
} from './buying-steps.ts';
import { findViolations } from './find-violations.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser();

/** Opens another tab of the same visitor. */
async function openTab(page: Awaited<ReturnType<typeof open>>, path: string) {
  const tab = await page.context().newPage();
  await tab.goto(shop.url + path);
  return tab;
}

describe('A purchase', () => {
  test('goes on after a reload, and from another tab', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, 'resumed@example.com');
    await continueToPayment(page);
    await page.reload();
    await payButton(page).waitFor();
    const tab = await openTab(page, '/checkout');
    await tab.getByText('Tienes una compra empezada').waitFor();
    const email = tab.getByRole('textbox', { name: 'Correo electrónico' });
    expect(await email.inputValue()).toBe('resumed@example.com');
    await tab.getByRole('link', { name: 'Continuar con el pago' }).click();
    await payButton(tab).click();
    await waitForOrder(tab);
    // The first tab sees that it is done.
    await waitForOrder(page);
  });

  test('keeps what was entered over a reload', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, 'draft@example.com');
    await page.reload();
    const email = page.getByRole('textbox', { name: 'Correo electrónico' });
    await expect.poll(() => email.inputValue()).toBe('draft@example.com');
  });

  test('is amended without losing its reservation', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, 'amended@example.com');
    await continueToPayment(page);
    const path = new URL(page.url()).pathname;
    await page.getByRole('link', { name: 'Cambiar la dirección' }).click();
    await page.getByRole('textbox', { name: 'Calle y número' }).fill('Calle Menor 2');
    await page.getByRole('checkbox', { name: /He leído/ }).check();
    await continueToPayment(page);
    expect(new URL(page.url()).pathname).toBe(path);
    await page.getByText('Calle Menor 2').waitFor();
  });

  test('is over for the button "back"', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    const orderId = await buy(page, 'back@example.com');
    await page.goBack();
    await page.getByRole('heading', { name: 'Tu cesta está vacía' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.goForward();
    await page.waitForURL(new RegExp(`/orders/${orderId}`));
    const { items } = await shop.staff.admin.orders.search.query({ search: 'back@example.com' });
    expect(items).toHaveLength(1);
  });

  test('can be canceled before paying, and begun again', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, 'canceled@example.com');
    await continueToPayment(page);
    await page.getByRole('button', { name: 'Cancelar la compra' }).click();
    await page.getByRole('heading', { name: 'Esta compra se ha cancelado' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Continuar con la compra' }).click();
    const email = page.getByRole('textbox', { name: 'Correo electrónico' });
    await expect.poll(() => email.inputValue()).toBe('canceled@example.com');
  });
});

describe('Two tabs', () => {
  test('show the same cart', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.reload();
    const tab = await openTab(page, '/');
    await page.getByRole('link', { name: /^Cesta/ }).click();
    await tab.getByRole('link', { name: /^Cesta/ }).click();
    const more = tab.getByRole('button', { name: /^Una unidad más/ });
    await more.click();
    const group = page.getByRole('group', { name: /^Cantidad de/ });
    await group.getByText('2', { exact: true }).waitFor();
  });

  test('share one checkout: a newer one replaces the other', async () => {
    const page = await open('/');
    await fillCart(page, SOCKS);
    await page.goto(`${shop.url}/checkout`);
    await enterDetails(page, 'replaced@example.com');
    await continueToPayment(page);
    // Another quantity needs another reservation.
    await fillCart(page, SOCKS);
    const tab = await openTab(page, '/checkout');
    await tab.getByRole('checkbox', { name: /He leído/ }).check();
    await continueToPayment(tab);
    await page.getByRole('heading', { name: 'Esta compra se ha cancelado' }).waitFor();
  });
});

test('A change that fails is gone again, and says why', async () => {
  const page = await open('/');
  await fillCart(page, SOCKS);
  await page.reload();
  await page.getByRole('link', { name: /^Cesta/ }).click();
  const group = page.getByRole('group', { name: /^Cantidad de/ });
  await group.getByText('1', { exact: true }).waitFor();
  allow(/ERR_INTERNET_DISCONNECTED|Failed to (?:load resource|fetch)/);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: /^Una unidad más/ }).click();
  await page.getByRole('alert').getByText('No hay conexión con la tienda').waitFor();
  await group.getByText('1', { exact: true }).waitFor();
});

test('The cart says what has changed, and how to go on', async () => {
  const page = await open('/');
  const { onHand } = await shop.staff.admin.stock.get.query({ sku: SOCKS });
  await fillCart(page, SOCKS, onHand + 5);
  await page.reload();
  await page.getByRole('link', { name: /^Cesta/ }).click();
  await page.getByText('Revisa tu cesta').waitFor();
  await page.getByText('Resuelve los avisos de arriba para continuar.').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: /^Pedir / }).click();
  await page.getByRole('link', { name: 'Tramitar la compra' }).waitFor();
});
