import { describe, expect, test } from 'vitest';
import { findViolations } from './find-violations.ts';
import { openOffice } from './open-office.ts';
import { placeOrder, SOCKS } from './orders-shop.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open } = await useBrowser();
const packer = await shop.createAccount('staff');

describe('documents of an order', () => {
  test('open in a tab, without the frame of the back office', async () => {
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, packer, `/orders/${order.id}`);
    await page.getByRole('button', { name: 'Más acciones' }).click();
    const [slip] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('menuitem', { name: 'Albarán' }).click(),
    ]);
    await slip.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(slip.url()).pathname).toBe(`/admin/orders/${order.id}/packing-slip`);
    expect(await slip.getByRole('navigation').count()).toBe(0);
    expect(await slip.title()).toContain(order.number);
  });

  test('the packing slip has what is to be sent, or a parcel, without prices', async () => {
    const { order } = await placeOrder(shop);
    await shop.staff.admin.orders.fulfil.mutate({
      orderId: order.id,
      lines: [{ sku: SOCKS, quantity: 1 }],
    });
    const page = await openOffice(open, packer, `/orders/${order.id}/packing-slip?language=es`);
    await page.getByRole('heading', { level: 1, name: 'Albarán' }).waitFor();
    const rows = page.getByRole('table').getByRole('row');
    expect(await rows.count()).toBe(4);
    expect(await page.getByRole('main').textContent()).not.toContain('€');
    await page.getByLabel('Contenido').selectOption({ label: 'Paquete 1' });
    await expect.poll(() => rows.count()).toBe(3);
  });

  test('the invoice has the stored taxes, in the language of the customer or another', async () => {
    const { order } = await placeOrder(shop, { code: 'HOLA10' });
    const page = await openOffice(open, packer, `/orders/${order.id}/invoice?language=es`);
    await page.getByRole('heading', { level: 1, name: 'Factura' }).waitFor();
    const [tax] = order.prices.taxes;
    expect(tax).toMatchObject({ name: 'IVA' });
    await page.getByRole('cell', { name: 'IVA 21 %' }).waitFor();
    await page.getByText('(HOLA10)').waitFor();
    await page.getByLabel('Idioma del documento').selectOption('en');
    await page.getByRole('heading', { level: 1, name: 'Invoice' }).waitFor();
  });

  test('the details of the company stay in the browser', async () => {
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, packer, `/orders/${order.id}/invoice`);
    await page.getByRole('button', { name: 'Datos de la empresa' }).click();
    await page.getByLabel('Datos', { exact: true }).fill('Trastienda SL\nB12345678');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('B12345678').waitFor();
    await page.reload();
    await page.getByText('B12345678').waitFor();
  });

  test('are printed without controls', async () => {
    const { order } = await placeOrder(shop);
    const page = await openOffice(open, packer, `/orders/${order.id}/invoice`);
    const print = page.getByRole('button', { name: 'Imprimir' });
    await print.waitFor();
    await page.emulateMedia({ media: 'print' });
    await print.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test.each(['light', 'dark'] as const)('are accessible in the %s theme', async (colorScheme) => {
    const { order } = await placeOrder(shop);
    for (const document of ['packing-slip', 'invoice']) {
      const path = `/orders/${order.id}/${document}`;
      const page = await openOffice(open, packer, path, { colorScheme });
      await page.getByRole('table').first().waitFor();
      expect(await findViolations(page)).toEqual([]);
    }
  });
});
