import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findViolations } from './find-violations.ts';
import { openOffice } from './open-office.ts';
import { HONEY, placeOrder, SOCKS } from './orders-shop.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser();
const manager = await shop.createAccount('manager');
const packer = await shop.createAccount('staff');

const readOrder = (orderId: string) => shop.staff.admin.orders.get.query({ orderId });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialogOf = (page: Page) => page.getByRole('dialog');

describe('the list of orders', () => {
  test('finds orders by email address and number, in the address of the page', async () => {
    const { order } = await placeOrder(shop, { email: 'search@example.com', name: 'Sofía Search' });
    await placeOrder(shop, { email: 'other@example.com' });
    const page = await openOffice(open, manager, '/orders');
    const search = page.getByRole('textbox', { name: 'Buscar' });
    await search.fill('search@example.com');
    await page.waitForURL(/search=search%40example\.com/);
    await page.getByRole('cell', { name: 'Sofía Search' }).waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await search.fill(order.number);
    await page.waitForURL(new RegExp(`search=${order.number}`));
    await page.getByRole('link', { name: order.number }).click();
    await page.getByRole('heading', { level: 1, name: order.number }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: order.number }).waitFor();
    expect(await search.inputValue()).toBe(order.number);
  });

  test('filters by status and by day', async () => {
    const { order } = await placeOrder(shop, { email: 'sent@example.com' });
    await shop.staff.admin.orders.fulfil.mutate({ orderId: order.id });
    const page = await openOffice(open, manager, '/orders?status=fulfilled');
    await page.getByRole('link', { name: order.number }).waitFor();
    await page.getByLabel('Hasta').fill('2020-01-01');
    await page.getByText('No hay coincidencias').waitFor();
    await button(page, 'Quitar filtros').click();
    await page.getByRole('link', { name: order.number }).waitFor();
  });
});

describe('an order', () => {
  test('is sent in two parcels', async () => {
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, packer, `/orders/${order.id}`);
    await button(page, 'Enviar artículos').click();
    const dialog = dialogOf(page);
    await dialog.getByRole('spinbutton').nth(0).fill('1');
    await dialog.getByRole('spinbutton').nth(1).fill('0');
    await dialog.getByLabel('Transportista').fill('Correos');
    await dialog.getByText('Quedan 2 unidades por enviar.').waitFor();
    await button(page, 'Marcar 1 unidad como enviada').click();
    await dialog.getByText('El seguimiento necesita transportista y número.').waitFor();
    await dialog.getByLabel('Número de seguimiento').fill('PQ4F6T07');
    await button(page, 'Marcar 1 unidad como enviada').click();
    await page.getByText('Enviado en parte').waitFor();
    await button(page, 'Enviar artículos').click();
    await button(page, 'Marcar 2 unidades como enviadas').click();
    await page.getByRole('heading', { name: 'Paquete 2' }).waitFor();
    await expect.poll(() => button(page, 'Enviar artículos').count()).toBe(0);
    const sent = await readOrder(order.id);
    expect(sent.status).toBe('fulfilled');
    expect(sent.fulfilments.map(({ lines, tracking }) => [lines, tracking?.number])).toEqual([
      [[{ sku: SOCKS, quantity: 1 }], 'PQ4F6T07'],
      [
        [
          { sku: SOCKS, quantity: 1 },
          { sku: HONEY, quantity: 1 },
        ],
        undefined,
      ],
    ]);
  });

  test('is refunded in part, once, however often the button is pressed', async () => {
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, manager, `/orders/${order.id}`);
    await button(page, 'Reembolsar').click();
    const dialog = dialogOf(page);
    await dialog.getByText('Elige las unidades que se reembolsan.').waitFor();
    await dialog.getByRole('spinbutton').nth(0).fill('1');
    await dialog.getByText(/recupera 15,00.€; más tarde se pueden reembolsar 32,95.€/).waitFor();
    await dialog.getByText('1 unidad vuelve a las existencias.').waitFor();
    await dialog.getByLabel('Motivo').fill('Agotado');
    await button(page, /Reembolsar 15,00/).dblclick();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Reembolsado en parte').waitFor();
    const { refunds, lines } = await readOrder(order.id);
    expect(refunds).toMatchObject([{ amount: { amount: 1500 }, reason: 'Agotado' }]);
    expect(lines).toMatchObject([{ canceledQuantity: 1 }, { canceledQuantity: 0 }]);
  });

  test('gets a refund of an amount at most up to what is left', async () => {
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, manager, `/orders/${order.id}`);
    await button(page, 'Reembolsar').waitFor();
    await page.keyboard.press('r');
    const dialog = dialogOf(page);
    await dialog.getByText('Un importe').click();
    await dialog.getByRole('textbox', { name: 'Importe' }).fill('50');
    await dialog.getByText('Es más de lo que queda por reembolsar.').waitFor();
    expect(
      await button(page, /^Reembolsar$/)
        .last()
        .isDisabled(),
    ).toBe(true);
    await dialog.getByRole('textbox', { name: 'Importe' }).fill('7,95');
    await button(page, /Reembolsar 7,95/).click();
    await page.getByText('Reembolsado en parte').waitFor();
  });

  test('is canceled, which refunds all of it', async () => {
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, manager, `/orders/${order.id}`);
    await button(page, 'Más acciones').click();
    const items = page.getByRole('menuitem');
    await items.first().waitFor();
    expect(await items.filter({ hasNot: page.locator('svg') }).allInnerTexts()).toEqual([]);
    await items.filter({ hasText: 'Cancelar el pedido' }).click();
    const dialog = dialogOf(page);
    await dialog.getByText(/Se reembolsarán 47,95.€/).waitFor();
    await dialog.getByRole('button', { name: 'Cancelar el pedido' }).click();
    await page.getByText('Pedido cancelado por el personal').waitFor();
    expect((await readOrder(order.id)).status).toBe('cancelled');
  });

  test('shows a return as soon as it is requested, to its refund', async () => {
    const { order, buyer } = await placeOrder(shop);
    await shop.staff.admin.orders.fulfil.mutate({ orderId: order.id });
    const page = await openOffice(open, manager, `/orders/${order.id}`);
    await page.getByRole('heading', { name: 'Paquete 1' }).waitFor();
    await buyer.orders.requestReturn.mutate({
      orderId: order.id,
      lines: [{ sku: HONEY, quantity: 1 }],
      reason: 'No me gusta',
    });
    await button(page, 'Aceptar …').click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('Respuesta').fill('Envíala a la tienda.');
    await dialog.getByRole('button', { name: 'Aceptar la devolución' }).click();
    await dialog.waitFor({ state: 'detached' });
    await button(page, 'Reembolsar estas unidades …').click();
    await dialog.getByText(/recupera 13,00.€/).waitFor();
    await dialog.getByText('1 unidad vuelve a las existencias.').waitFor();
    await button(page, /Reembolsar 13,00/).click();
    await page.getByText('1 devuelta').waitFor();
    const { returns, refunds } = await readOrder(order.id);
    expect(returns).toMatchObject([{ status: 'accepted', answer: 'Envíala a la tienda.' }]);
    expect(refunds).toMatchObject([{ amount: { amount: 1300 } }]);
  });

  test('gets a note and another address', async () => {
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, packer, `/orders/${order.id}`);
    await page.getByRole('heading', { name: 'Historial' }).waitFor();
    await page.keyboard.press('n');
    await page.keyboard.type('Entregar por la tarde');
    await button(page, 'Añadir nota').click();
    await page
      .getByRole('list', { name: 'Historial' })
      .getByText('Entregar por la tarde')
      .waitFor();
    await button(page, 'Cambiar').click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('Calle y número').fill('');
    await button(page, 'Guardar la dirección').click();
    await dialog.getByText('Rellena este campo.').waitFor();
    await dialog.getByLabel('Calle y número').fill('Calle Luna 7');
    await button(page, 'Guardar la dirección').click();
    await page.getByText('Calle Luna 7').waitFor();
  });

  test('whose refund the provider has rejected can be refunded again', async () => {
    const { order } = await placeOrder(shop, { paymentMethod: 'pm_test_refund_fail' });
    const what = { kind: 'amount' as const, amount: 500 };
    await shop.staff.admin.orders.refund.mutate({ orderId: order.id, what });
    const page = await openOffice(open, manager, `/orders/${order.id}`);
    await button(page, 'Reintentar').click();
    // It was money alone: no units are spoken of.
    await dialogOf(page)
      .getByText(/el reembolso de 5,00.€\.$/)
      .waitFor();
    await button(page, /Reembolsar 5,00/).click();
    await expect.poll(async () => (await readOrder(order.id)).refunds.length).toBe(2);
  });

  test('that does not exist is no page', async () => {
    allow(/404|400/);
    const page = await openOffice(open, packer, '/orders/nothing');
    await page.getByText('Esta página no existe').waitFor();
  });
});

describe('staff without the permission to refund', () => {
  test('see no button for it, and the server refuses them', async () => {
    allow(/403/);
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, packer, `/orders/${order.id}`);
    await button(page, 'Enviar artículos').waitFor();
    expect(await button(page, 'Reembolsar').count()).toBe(0);
    await page.keyboard.press('r');
    expect(await dialogOf(page).count()).toBe(0);
    const status = await page.evaluate(async (orderId) => {
      const response = await fetch('/trpc/admin.orders.refund', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({ orderId, what: { kind: 'everything' } }),
      });
      return response.status;
    }, order.id);
    expect(status).toBe(403);
    expect((await readOrder(order.id)).refunds).toEqual([]);
  });

  test('cannot open the pages of customers and of the newsletter', async () => {
    const page = await openOffice(open, packer, '/customers');
    await page.getByText('No tienes acceso a esta página').waitFor();
    expect(await page.getByRole('link', { name: 'Clientes' }).count()).toBe(0);
  });
});

describe('the pages of orders', () => {
  test.each(['light', 'dark'] as const)('are accessible in the %s theme', async (colorScheme) => {
    const { order } = await placeOrder(shop);
    await shop.staff.admin.orders.addNote.mutate({ orderId: order.id, text: 'Nota' });
    const page = await openOffice(open, manager, '/orders', { colorScheme });
    await page.getByRole('link', { name: order.number }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: order.number }).click();
    await page.getByText('Nota', { exact: true }).last().waitFor();
    expect(await findViolations(page)).toEqual([]);
    for (const name of ['Reembolsar', 'Enviar artículos']) {
      await button(page, name).click();
      await dialogOf(page).waitFor();
      expect(await findViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialogOf(page).waitFor({ state: 'detached' });
    }
  });

  test('are in English for browsers in English', async () => {
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, manager, `/orders/${order.id}`, { locale: 'en-GB' });
    await button(page, 'Refund').click();
    await page.getByText('€47.95 of the payment can still be refunded.').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  });
});
