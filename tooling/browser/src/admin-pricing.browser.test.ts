import { createClient, createMemoryTokenStorage } from '@trastienda/shop-client';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openOffice } from './open-office.ts';
import { HONEY, SOCKS } from './orders-shop.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser();
const manager = await shop.createAccount('manager');
const clerk = await shop.createAccount('staff');

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const createBuyer = () => createClient({ url: shop.url, guest: createMemoryTokenStorage() });

/** Prices two pairs of socks, 30.00 EUR, with a code. */
async function priceWith(code: string) {
  const buyer = createBuyer();
  await buyer.cart.add.mutate({ sku: SOCKS, quantity: 2 });
  return buyer.cart.setDiscountCodes.mutate({ codes: [code] });
}

describe('a discount', () => {
  test('that was created works in a cart, and no longer after it was ended', async () => {
    const page = await openOffice(open, manager, '/discounts/new');
    await page.getByLabel('Nombre').fill('Otoño');
    await page.getByLabel('Código').fill('otoño25');
    await page.getByLabel('Porcentaje', { exact: true }).fill('25');
    await button(page, 'Crear descuento').click();
    await page.getByRole('link', { name: 'Otoño' }).waitFor();
    const cart = await priceWith('OTOÑO25');
    expect(cart.discountTotal).toEqual({ amount: 750, currency: 'EUR' });

    await button(page, 'Acciones para Otoño').click();
    await page.getByRole('menuitem', { name: 'Terminar ahora' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Terminar ahora' }).click();
    await page.getByRole('row', { name: /Otoño/ }).getByText('Apagado').waitFor();
    expect((await priceWith('OTOÑO25')).discountTotal.amount).toBe(0);
  });

  test('keeps what others have changed while it was edited', async () => {
    const { id } = await shop.staff.admin.discounts.create.mutate({
      title: 'Invierno',
      code: 'INVIERNO',
      effect: { kind: 'free-shipping' },
    });
    const page = await openOffice(open, manager, `/discounts/${id}`);
    await page.getByLabel('Usos en total').fill('9');
    await shop.staff.admin.discounts.update.mutate({ id, changes: { title: 'Invierno largo' } });
    await button(page, 'Guardar').click();
    await page.getByRole('link', { name: 'Invierno largo' }).waitFor();
    expect(await shop.staff.admin.discounts.get.query({ id })).toMatchObject({
      title: 'Invierno largo',
      usageLimit: 9,
    });
  });

  test('with a code that there is already says so at the code', async () => {
    await shop.staff.admin.discounts.create.mutate({
      title: 'Verano',
      code: 'VERANO',
      effect: { kind: 'free-shipping' },
    });
    allow(/status of 409/);
    const page = await openOffice(open, manager, '/discounts/new');
    await page.getByLabel('Nombre').fill('Verano otra vez');
    await page.getByLabel('Código').fill('Verano');
    await button(page, 'Crear descuento').click();
    await page.getByText('Otro descuento ya tiene este código. Elige otro.').waitFor();
  });

  test('is shown to clerks, who cannot change it', async () => {
    const page = await openOffice(open, clerk, '/discounts');
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('link', { name: 'Crear descuento' }).count()).toBe(0);
    await page.goto(`${shop.url}/admin/discounts/new`);
    await page.getByRole('heading', { name: 'No tienes acceso a esta página' }).waitFor();
  });
});

test('Prices are pasted from a spreadsheet, typed over and removed', async () => {
  const page = await openOffice(open, manager, '/prices?currency=SEK');
  await button(page, 'Añadir precios').first().click();
  await page.getByLabel('SKU y precio').fill(`${SOCKS}\t159\n${HONEY}\t139,50`);
  await page.getByRole('dialog').getByRole('button', { name: 'Añadir precios' }).click();
  const socks = page.getByLabel(`Precio de ${SOCKS}`, { exact: true });
  await socks.fill('149');
  await button(page, `Quitar el precio de ${HONEY}`).click();
  await page.getByText('2 precios por guardar.').waitFor();
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  const listed = async () => {
    const { items } = await shop.staff.admin.prices.list.query({ currency: 'SEK' });
    return items.map(({ sku, price }) => [sku, price.amount]);
  };
  await expect.poll(listed).toEqual([[SOCKS, 14900]]);
});

test('A tax zone is added, refused twice for one place, and removed', async () => {
  allow(/status of 409/);
  const page = await openOffice(open, manager, '/taxes?new=1');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('País').selectOption('PT');
  await dialog.getByLabel('Impuesto', { exact: true }).fill('IVA');
  await dialog.getByLabel('Tipo').fill('23');
  await dialog.getByRole('button', { name: 'Añadir zona' }).click();
  await page.getByRole('row', { name: /Portugal IVA 23/ }).waitFor();

  await page.goto(`${shop.url}/admin/taxes?new=1`);
  await dialog.getByLabel('País').selectOption('PT');
  await dialog.getByLabel('Impuesto', { exact: true }).fill('IVA');
  await dialog.getByRole('button', { name: 'Añadir zona' }).click();
  await page.getByText('Ya hay una zona para este lugar. Edita esa.').waitFor();
  await button(page, 'Cancelar').click();

  await button(page, 'Acciones para Portugal').click();
  await page.getByRole('menuitem', { name: 'Eliminar' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Eliminar' }).click();
  await page.getByText('IVA de Portugal eliminado.').waitFor();
});

test('A shipping method has prices by weight for some countries', async () => {
  const page = await openOffice(open, manager, '/shipping/new');
  await page.getByLabel('Nombre').fill('Furgoneta');
  await page.getByLabel('Algunos países').check();
  await page.getByLabel('Países', { exact: true }).fill('Andorra');
  await page.getByRole('option', { name: 'Andorra' }).click();
  await page.getByLabel('Peso hasta', { exact: true }).fill('1000');
  await page.getByLabel('Precio 1 en EUR').fill('3,5');
  await button(page, 'Añadir peso').click();
  await page.getByLabel('Precio 2 en EUR').fill('7');
  await button(page, 'Añadir método de envío').click();
  await page.getByRole('link', { name: 'Furgoneta' }).waitFor();
  const { items } = await shop.staff.admin.shipping.list.query({});
  expect(items.find(({ name }) => name === 'Furgoneta')).toMatchObject({
    countries: ['AD'],
    rates: [
      {
        currency: 'EUR',
        bands: [
          { maxGrams: 1000, amount: 350 },
          { maxGrams: null, amount: 700 },
        ],
      },
    ],
  });
});
