import { createImportForm } from '@trastienda/shop-client';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { findViolations } from './find-violations.ts';
import { useBrowser } from './use-browser.ts';

const { open, allow, shop } = await useBrowser();

const WITHOUT_SCRIPT = { javaScriptEnabled: false };
const PHONE = { viewport: { width: 390, height: 844 } };
const SHIRT = '/products/camisa-de-lino-azul';

/** More products than a page of the list shows. */
const COUNT = 60;

beforeAll(async () => {
  const rows = Array.from(
    { length: COUNT },
    (_, index) => `vaso-${index},Vaso ${index},Vasos,VASO-${index},${index + 1},shopify,100,deny`,
  );
  const header =
    'Handle,Title,Type,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy';
  const file = new Blob([[header, ...rows].join('\n')]);
  await shop.staff.admin.products.import.mutate(createImportForm(file, 'vasos.csv'));
});

const cards = (page: Page) => page.locator('main article');
const search = (page: Page) => page.getByRole('searchbox', { name: 'Buscar en la tienda' });
const cartLink = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Cesta/ });

/** Waits until the scripts of a page have taken over what the server rendered. */
async function untilLive(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__react')),
  );
}

/** Returns how far parts of the page have moved by themselves, as browsers count it. */
async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += Number(Reflect.get(entry, 'value'));
        }).observe({ type: 'layout-shift', buffered: true });
        // Two frames later, the observer has what was buffered.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}

describe('The list', () => {
  test('follows the search while it is typed, and keeps the focus', async () => {
    const page = await open('/products');
    await untilLive(page);
    await search(page).pressSequentially('camisa');
    await page.waitForURL(/\?q=camisa$/);
    await page.getByText('2 productos', { exact: true }).first().waitFor();
    expect(await search(page).evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await cards(page).count()).toBe(2);
    // All letters are one step of the history.
    await page.goBack();
    await page.waitForURL(/\/products$/);
    await expect.poll(() => search(page).inputValue()).toBe('');
  });

  test('combines facets, which the address and the back button keep', async () => {
    const page = await open('/products');
    await untilLive(page);
    await page.getByRole('checkbox', { name: /^Cocina/ }).check();
    await page.waitForURL(/\?type=Cocina$/);
    await page.getByRole('checkbox', { name: /^Despensa/ }).check();
    await page.waitForURL(/\?type=Cocina&type=Despensa$/);
    await page.getByRole('checkbox', { name: 'Solo disponibles' }).check();
    await page.waitForURL(/stock=1/);
    await page.getByRole('combobox', { name: 'Ordenar por' }).selectOption('price-asc');
    await page.waitForURL(/sort=price-asc/);
    await page.goBack();
    await page.waitForURL(/stock=1$/);
    await page.getByRole('link', { name: 'Quitar todos los filtros' }).click();
    await page.waitForURL(/\/products$/);
    await expect
      .poll(() => page.getByRole('checkbox', { name: /^Cocina/ }).isChecked())
      .toBe(false);
  });

  test('says when nothing matches, and how to see everything', async () => {
    const page = await open('/products?q=submarino');
    await page.getByRole('heading', { name: 'Nada coincide con tu búsqueda' }).waitFor();
    await page.getByRole('link', { name: 'Quitar todos los filtros' }).click();
    await page.waitForURL(/\/products$/);
    await expect.poll(() => cards(page).count()).toBe(24);
  });

  test('shows more products, and comes back from one of them to the same place', async () => {
    const page = await open('/products?type=Vasos');
    await untilLive(page);
    await page.getByRole('link', { name: 'Ver más productos' }).click();
    await page.waitForURL(/show=48/);
    await expect.poll(() => cards(page).count()).toBe(48);
    const product = cards(page).nth(40).getByRole('link');
    await product.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    expect(scrolled).toBeGreaterThan(500);
    await product.click();
    await page.waitForURL(/\/products\/vaso-/);
    await page.goBack();
    await page.waitForURL(/show=48/);
    await expect.poll(() => cards(page).count()).toBe(48);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(scrolled);
  });

  test('goes on after the products that one page holds', async () => {
    const page = await open('/products?type=Vasos&show=48', WITHOUT_SCRIPT);
    await page.getByRole('link', { name: 'Ver más productos' }).click();
    expect(await cards(page).count()).toBe(COUNT);
    expect(await page.getByRole('link', { name: 'Ver más productos' }).count()).toBe(0);
  });
});

describe('A product page', () => {
  test('leads from one variant to another, and says which are sold out', async () => {
    const page = await open(SHIRT);
    await untilLive(page);
    const medium = page.getByRole('radio', { name: 'M', exact: true });
    // At once, although the address changes a moment later.
    const isChecked = await medium.evaluate((radio) => {
      if (!(radio instanceof HTMLInputElement)) return false;
      radio.click();
      return radio.checked;
    });
    expect(isChecked).toBe(true);
    await page.waitForURL(/variant=CDLA19-M$/);
    await page.getByRole('radio', { name: 'XL, agotado' }).check();
    await page.waitForURL(/variant=CDLA19-XL$/);
    expect(await page.getByRole('button', { name: 'Agotado' }).isDisabled()).toBe(true);
    const shared = await open(`${SHIRT}?variant=CDLA19-L`, WITHOUT_SCRIPT);
    expect(await shared.getByRole('radio', { name: 'L', exact: true }).isChecked()).toBe(true);
  });

  test('notices that the last unit was sold elsewhere', async () => {
    const page = await open('/products/vaso-1');
    await page.getByText('Disponible', { exact: true }).waitFor();
    const stream = page.waitForRequest(/catalog\.watchStock/);
    await stream;
    await shop.staff.admin.stock.adjust.mutate({
      sku: 'VASO-1',
      change: -100,
      reason: 'Broken in the store',
    });
    await page.getByRole('button', { name: 'Agotado' }).waitFor();
  });

  test('adds to the cart, whose number is in the header of every page', async () => {
    const page = await open(SHIRT);
    await untilLive(page);
    await page.getByRole('spinbutton', { name: 'Cantidad' }).fill('2');
    await page.getByRole('button', { name: 'Añadir a la cesta' }).click();
    await expect.poll(() => cartLink(page).getAttribute('aria-label')).toBe('Cesta, 2 artículos');
    const cookies = await page.context().cookies();
    expect(cookies).toContainEqual(
      expect.objectContaining({ name: 'trastienda-guest', httpOnly: true }),
    );
  });

  test('shows its pictures in full, and closes them by keyboard', async () => {
    const page = await open(SHIRT);
    await untilLive(page);
    await page.getByRole('link', { name: 'Ampliar la imagen' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Imágenes del producto' });
    await dialog.getByText('Imagen 1 de 2').waitFor();
    await page.keyboard.press('ArrowRight');
    await dialog.getByText('Imagen 2 de 2').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('tells search engines what it sells, in each language', async () => {
    const page = await open(`/en${SHIRT}`, WITHOUT_SCRIPT);
    const json = page.locator('script[type="application/ld+json"]');
    const data: unknown[] = (await json.allTextContents()).map((text) => JSON.parse(text));
    expect(data).toContainEqual(
      expect.objectContaining({ '@type': 'Product', name: 'Camisa de lino azul' }),
    );
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
    expect(canonical).toBe(`${shop.url}/en${SHIRT}`);
    const spanish = await page.locator('link[hreflang=es]').getAttribute('href');
    expect(spanish).toBe(shop.url + SHIRT);
  });

  test('that does not exist is not found', async () => {
    allow(/404/);
    const page = await open('/products/nunca');
    await page.getByRole('heading', { name: 'No encontramos esta página' }).waitFor();
    const response = await page.goto(`${shop.url}/products/nunca`);
    expect(response?.status()).toBe(404);
  });
});

describe('Without JavaScript', () => {
  test('a visitor searches, filters and finds a product', async () => {
    const page = await open('/', WITHOUT_SCRIPT);
    const inHeader = page.getByRole('searchbox', { name: 'Buscar productos' }).first();
    await inHeader.fill('gres');
    await inHeader.press('Enter');
    await page.waitForURL(/\/products\?q=gres$/);
    await page.getByRole('checkbox', { name: 'Solo disponibles' }).check();
    await page.getByRole('button', { name: 'Aplicar filtros' }).click();
    await page.waitForURL(/stock=1/);
    await cards(page).first().getByRole('link').click();
    await page.waitForURL(/\/products\/./);
  });

  test('a visitor fills a cart, changes it and empties it', async () => {
    const page = await open(SHIRT, WITHOUT_SCRIPT);
    await page.getByRole('radio', { name: 'M', exact: true }).check();
    await page.getByRole('button', { name: 'Añadir a la cesta' }).click();
    await page.waitForURL(/\/cart$/);
    await page.getByRole('listitem').getByText('M', { exact: true }).waitFor();
    await page.getByRole('spinbutton', { name: 'Cantidad de Camisa de lino azul' }).fill('3');
    await page.getByRole('button', { name: 'Actualizar' }).click();
    expect(await cartLink(page).getAttribute('aria-label')).toBe('Cesta, 3 artículos');
    await page.getByRole('textbox', { name: 'Código de descuento' }).fill('NADA');
    await page.getByRole('button', { name: 'Aplicar' }).click();
    await page.getByText('El código NADA no existe.').waitFor();
    await page.getByRole('button', { name: 'Quitar el código NADA' }).click();
    await page.getByRole('button', { name: 'Quitar Camisa de lino azul' }).click();
    await page.getByRole('heading', { name: 'Tu cesta está vacía' }).waitFor();
  });

  test('a visitor chooses dark colors and another language', async () => {
    const page = await open('/products', WITHOUT_SCRIPT);
    await page.getByRole('button', { name: 'Oscuros' }).click();
    await page.waitForURL(/\/products$/);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'All products' }).waitFor();
  });

  test('a visitor on a phone opens the filters', async () => {
    const page = await open('/products', { ...WITHOUT_SCRIPT, ...PHONE });
    const inStock = page.getByRole('checkbox', { name: 'Solo disponibles' });
    expect(await inStock.isVisible()).toBe(false);
    await page.getByText('Filtros', { exact: true }).click();
    await inStock.waitFor();
  });
});

test('A message reaches the shop', async () => {
  const page = await open('/contact');
  await untilLive(page);
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Ana');
  await page.getByRole('textbox', { name: 'Correo electrónico' }).fill('ana@example.com');
  await page.getByRole('textbox', { name: 'Mensaje' }).fill('¿Tenéis la camisa en verde?');
  await page.getByRole('button', { name: 'Enviar mensaje' }).click();
  await page.getByRole('heading', { name: 'Hemos recibido tu mensaje' }).waitFor();
  const { items } = await shop.staff.admin.messages.list.query({});
  expect(items).toContainEqual(expect.objectContaining({ name: 'Ana', email: 'ana@example.com' }));
});

test('A message with mistakes is not sent, and its form says what is wrong', async () => {
  const page = await open('/contact');
  await untilLive(page);
  const email = page.getByRole('textbox', { name: 'Correo electrónico' });
  const name = page.getByRole('textbox', { name: 'Nombre' });
  await email.fill('ana');
  await page.getByRole('button', { name: 'Enviar mensaje' }).click();
  await page.getByText('Escribe una dirección de correo').waitFor();
  for (const field of [name, email, page.getByRole('textbox', { name: 'Mensaje' })]) {
    expect(await field.getAttribute('aria-invalid')).toBe('true');
  }
  await expect
    .poll(() => name.evaluate((element) => element === element.ownerDocument.activeElement))
    .toBe(true);
});

test('Search engines find every product in the sitemap, and its address in robots.txt', async () => {
  const robots = await fetch(`${shop.url}/robots.txt`);
  expect(await robots.text()).toContain(`Sitemap: ${shop.url}/sitemap.xml`);
  const sitemap = await fetch(`${shop.url}/sitemap.xml`);
  const xml = await sitemap.text();
  expect(xml).toContain(`<loc>${shop.url}${SHIRT}</loc>`);
  expect(xml).toContain(`<loc>${shop.url}/en/products/vaso-59</loc>`);
});

describe.each(['/', '/products', SHIRT, '/en/contact', '/cart'])('The page %s', (path) => {
  test.each(['light', 'dark'] as const)('is accessible in %s colors', async (colorScheme) => {
    const page = await open(path, { colorScheme });
    expect(await findViolations(page)).toEqual([]);
  });

  test.each([
    ['a phone', PHONE],
    ['a computer', {}],
  ])('keeps its layout while it loads on %s', async (_, options) => {
    const page = await open(path, options);
    await untilLive(page);
    expect(await layoutShift(page)).toBe(0);
  });
});
