import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findViolations } from './find-violations.ts';
import { openOffice } from './open-office.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser();
const manager = await shop.createAccount('manager');
const clerk = await shop.createAccount('staff');

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });

let slugs = 0;
/** Creates a product with two sizes through the API. */
async function createProduct(title: string) {
  slugs += 1;
  const variant = (size: string) => ({
    sku: `OFFICE-${slugs}-${size}`,
    optionValues: [size],
    price: { amount: 1990, currency: 'EUR' },
    inventory: { isTracked: true, quantity: 8, policy: 'deny' as const },
  });
  return shop.staff.admin.products.create.mutate({
    title,
    slug: `office-${slugs}`,
    status: 'active',
    optionNames: ['Talla'],
    variants: [variant('S'), variant('M')],
  });
}

const readProduct = (id: string) => shop.staff.admin.products.get.query({ id });

describe('a product', () => {
  test('is created with options, and the page of it opens', async () => {
    const page = await openOffice(open, manager, '/products/new');
    await page.getByLabel('Título', { exact: true }).fill('Jarrón Añil');
    expect(await page.getByLabel('Dirección', { exact: true }).inputValue()).toBe('jarron-anil');
    await button(page, 'Añadir opción').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Opción', { exact: true }).fill('Color');
    await dialog.getByLabel('Primer valor').fill('Añil');
    await button(page, 'Añadir opción').last().click();
    await page.getByLabel('SKU de Añil').fill('JARRON');
    await page.getByLabel('Precio de Añil').fill('12,5');
    await page.getByLabel('Valores').fill('Rojo');
    await page.getByLabel('Valores').press('Enter');
    await page.getByLabel('Cantidad inicial de Rojo').fill('7');
    await button(page, 'Guardar').click();
    await page.waitForURL(/\/admin\/products\/[0-9a-f]{24}$/);
    await heading(page, 'Jarrón Añil').waitFor();
    const { variants } = await readProduct(page.url().slice(-24));
    expect(
      variants.map(({ sku, price, inventory }) => [sku, price.amount, inventory.quantity]),
    ).toEqual([
      ['JARRON', 1250, 0],
      ['JARRON-ROJO', 1250, 7],
    ]);
  });

  test('shows at each field what is missing', async () => {
    const page = await openOffice(open, manager, '/products/new');
    await button(page, 'Guardar').click();
    await page.getByText('Rellena este campo.').first().waitFor();
    await expect
      .poll(() => page.getByLabel('Título', { exact: true }).getAttribute('aria-invalid'))
      .toBe('true');
  });

  test('that two people change at once keeps the changes of both, and asks about the same field', async () => {
    allow(/409/);
    const { id, revision, optionNames, variants } = await createProduct('Camisa');
    const page = await openOffice(open, manager, `/products/${id}`);
    await page.getByLabel('Título', { exact: true }).fill('Camisa mía');
    await page.getByLabel('Precio de S').fill('15');
    await shop.staff.admin.products.update.mutate({
      id,
      revision,
      changes: {
        title: 'Camisa suya',
        vendor: 'Taller Ribera',
        optionNames,
        variants: variants.map(({ isInStock: _, ...variant }) => ({
          ...variant,
          price: { amount: variant.sku.endsWith('M') ? 1500 : 1990, currency: 'EUR' },
        })),
      },
    });
    await button(page, 'Guardar').click();
    const dialog = page.getByRole('dialog', { name: 'Otra persona ha guardado este producto' });
    await dialog.getByText('Camisa suya').click();
    await button(page, 'Guardar así').click();
    await dialog.waitFor({ state: 'detached' });
    await heading(page, 'Camisa suya').waitFor();
    const merged = await readProduct(id);
    expect(merged).toMatchObject({ title: 'Camisa suya', vendor: 'Taller Ribera' });
    expect(merged.variants.map(({ price }) => price.amount)).toEqual([1500, 1500]);
  });

  test('is not left with unsaved changes without a question', async () => {
    const { id } = await createProduct('Bufanda');
    const page = await openOffice(open, manager, `/products/${id}`);
    await page.getByLabel('Título', { exact: true }).fill('Bufanda larga');
    await page.getByRole('link', { name: 'Existencias' }).click();
    await button(page, 'Quedarse').click();
    expect(await page.getByLabel('Título', { exact: true }).inputValue()).toBe('Bufanda larga');
    await page.getByRole('link', { name: 'Existencias' }).click();
    await button(page, 'Salir').click();
    await heading(page, 'Existencias').waitFor();
  });
});

describe('the list of products', () => {
  test('keeps its filters in the address, over the back button and under a name', async () => {
    const { id } = await createProduct('Taza de prueba');
    await shop.staff.admin.products.archive.mutate({ id });
    const page = await openOffice(open, manager, '/products');
    await page.getByLabel('Estado').selectOption('archived');
    await page.getByRole('link', { name: 'Taza de prueba' }).waitFor();
    expect(page.url()).toContain('status=archived');
    await button(page, 'Guardar vista').click();
    await page.getByLabel('Nombre').fill('Archivo');
    await page.getByLabel('Nombre').press('Enter');
    await page.getByRole('link', { name: 'Taza de prueba' }).click();
    await heading(page, 'Taza de prueba').waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Taza de prueba' }).waitFor();
    await button(page, 'Todo').click();
    await page.getByRole('link', { name: 'Taza de prueba' }).waitFor({ state: 'detached' });
    await button(page, 'Archivo').click();
    await page.getByRole('link', { name: 'Taza de prueba' }).waitFor();
  });

  test('changes many at once, and takes it back', async () => {
    const products = [await createProduct('Lote uno'), await createProduct('Lote dos')];
    const statuses = async () =>
      (await Promise.all(products.map(({ id }) => readProduct(id)))).map(({ status }) => status);
    const page = await openOffice(open, manager, '/products?search=lote');
    await page.getByRole('link', { name: 'Lote uno' }).waitFor();
    await page.getByLabel('Seleccionar todas las filas de esta página').check();
    await button(page, 'Cambiar').click();
    await page.getByRole('menuitem', { name: 'Archivar' }).click();
    await page.getByText('2 productos cambiados').waitFor();
    expect(await statuses()).toEqual(['archived', 'archived']);
    await button(page, 'Deshacer').click();
    await expect.poll(statuses).toEqual(['active', 'active']);
  });

  test('imports a file and says what became of each product', async () => {
    const csv = [
      'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Status,Extra',
      'vela,Vela de miel,Title,Default Title,VELA-1,9.50,active,x',
      'roto,Producto roto,Title,Default Title,ROTO-1,abc,active,',
    ].join('\n');
    const page = await openOffice(open, manager, '/products');
    await page.getByRole('link', { name: 'Importar' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await button(page, 'Importar').click();
    await page.getByText('La importación ha terminado').waitFor();
    await page.getByRole('cell', { name: 'roto' }).waitFor();
    await page.getByRole('cell', { name: 'Extra' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ir a los productos' }).click();
    await page.getByRole('textbox', { name: 'Buscar' }).fill('vela');
    await page.getByRole('link', { name: 'Vela de miel' }).waitFor();
  });
});

test('Stock is adjusted with a reason, which its history shows', async () => {
  const product = await createProduct('Cuenco');
  const sku = product.variants[0]?.sku ?? '';
  const page = await openOffice(open, clerk, `/stock/sku/${encodeURIComponent(sku)}`);
  await button(page, 'Cambiar existencias').click();
  await page.getByRole('menuitem', { name: 'Ajustar cantidad' }).click();
  await page.getByLabel('Diferencia').fill('-3');
  await page.getByLabel('Motivo').fill('Rotos en el almacén');
  await button(page, 'Ajustar').click();
  await page.getByRole('cell', { name: 'Rotos en el almacén' }).waitFor();
  expect(await shop.staff.admin.stock.get.query({ sku })).toMatchObject({ onHand: 5 });
});

describe('who is signed in', () => {
  test('sees no more than the role allows', async () => {
    const page = await openOffice(open, clerk, '/');
    await page.getByRole('heading', { name: 'Por preparar' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Ventas', exact: true }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Consumidores de eventos' }).count()).toBe(0);
    const ofManager = await openOffice(open, manager, '/');
    await ofManager.getByRole('heading', { name: 'Consumidores de eventos' }).waitFor();
    await ofManager.getByRole('heading', { name: 'Ventas', exact: true }).waitFor();
  });

  test('is turned away as a customer', async () => {
    const customer = await shop.createAccount();
    const page = await openOffice(open, customer, '/products');
    await heading(page, 'Esta cuenta no es del personal').waitFor();
  });

  test('comes back to the page after the session was ended elsewhere', async () => {
    allow(/401/);
    const person = await shop.createAccount('staff');
    const page = await openOffice(open, person, '/products?search=camisa');
    await page
      .getByRole('link', { name: /camisa/i })
      .first()
      .waitFor();
    const { items } = await shop.staff.admin.accounts.list.query({ email: person.email });
    const id = items[0]?.id ?? '';
    await shop.staff.admin.accounts.disable.mutate({ id });
    await shop.staff.admin.accounts.enable.mutate({ id });
    await page.getByRole('link', { name: 'Existencias' }).click();
    await page.getByText('Tu sesión ha terminado.').waitFor();
    await page.getByLabel('Correo electrónico').fill(person.email);
    await page.getByLabel('Contraseña').fill(person.password);
    await button(page, 'Iniciar sesión').click();
    await heading(page, 'Existencias').waitFor();
  });
});

test('The keyboard alone leads to a product: shortcuts, the palette, and the rows of a list', async () => {
  const { title } = await createProduct('Zueco de teclado');
  const page = await openOffice(open, clerk, '/');
  await heading(page, 'Resumen').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await heading(page, 'Productos').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Atajos de teclado' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Búsqueda y órdenes' }).fill('zueco');
  await page.getByRole('option', { name: title }).waitFor();
  await page.keyboard.press('Enter');
  await heading(page, title).waitFor();
});

describe('the pages', () => {
  const PATHS = ['/', '/products', '/products/new', '/products/import', '/stock', '/stock/import'];

  test.each([
    ['light', 1440],
    ['dark', 390],
  ] as const)('are accessible (%s, %i px)', async (colorScheme, width) => {
    const { id } = await createProduct('Accesible');
    const page = await openOffice(open, manager, '/', {
      colorScheme,
      viewport: { width, height: 900 },
    });
    for (const path of [...PATHS, `/products/${id}`]) {
      await page.goto(`${shop.url}/admin${path}`);
      await heading(page, /./).waitFor();
      expect([path, await findViolations(page)]).toEqual([path, []]);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([path, overflow]).toEqual([path, 0]);
    }
  });

  test('speak the language that the person chooses, and remember it', async () => {
    const page = await openOffice(open, clerk, '/products');
    await page.getByRole('button', { name: /^Cuenta de/ }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await heading(page, 'Products').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await heading(page, 'Products').waitFor();
  });
});
