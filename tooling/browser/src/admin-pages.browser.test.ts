import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { findViolations } from './find-violations.ts';
import { openOffice } from './open-office.ts';
import { placeOrder } from './orders-shop.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser({ TRASTIENDA_SHOP_NAME: 'Librería Norte' });
const owner = await shop.createAccount('owner');
const { order } = await placeOrder(shop);
const { endpoint } = await shop.staff.admin.webhooks.create.mutate({
  url: 'http://127.0.0.1:9/hooks',
  description: 'Almacén',
  eventTypes: ['order.placed'],
});

const PAGES = {
  prices: [
    ...['/discounts', '/discounts/new', '/prices', '/taxes', '/taxes?new=1', '/shipping'],
    '/shipping/new',
  ],
  systems: [
    ...['/webhooks', '/webhooks?new=1', `/webhooks/${endpoint.id}`, '/api-keys'],
    ...['/api-keys?new=1', '/events', '/events/order-emails', '/settings'],
  ],
  people: ['/staff', '/staff?invite=1', '/staff/roles', '/audit'],
  money: [
    ...['/ledger', '/ledger/reconciliation', '/reports', '/reports/breakdown', '/reports/taxes'],
    ...['/reports/checkouts', '/reports/stock', '/reports/slow-sellers'],
  ],
} as const;

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each(Object.entries(PAGES))(
    'the pages about %s are accessible',
    async (_, paths) => {
      const page = await openOffice(open, owner, '/', { colorScheme });
      for (const path of paths) {
        await page.goto(`${shop.url}/admin${path}`);
        await page.getByRole('heading', { level: 1, includeHidden: true }).waitFor();
        await page.waitForLoadState('networkidle');
        expect([path, ...(await findViolations(page))]).toEqual([path]);
      }
    },
    120_000,
  );
});

describe('reports', () => {
  test('are downloaded as CSV for the days of the page', async () => {
    const page = await openOffice(open, owner, '/reports');
    await page.getByRole('button', { name: 'Descargar CSV' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Pedidos', exact: true }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(await readFile(await download.path(), 'utf8')).toContain(order.number);
  });

  test('keep their days from one to the other, in the address', async () => {
    const page = await openOffice(open, owner, '/reports');
    await page.getByLabel('Periodo').selectOption('Este mes');
    await page.waitForURL(/period=thisMonth/);
    // The links follow the address a moment later.
    await page
      .getByRole('link', { name: 'Desglose' })
      .and(page.locator('[href*="period=thisMonth"]'))
      .click();
    await page.waitForURL(/breakdown\?period=thisMonth/);
    await page.getByLabel('Por', { exact: true }).selectOption('Por país');
    await page.getByRole('cell', { name: 'España' }).waitFor();
  });

  test('are a view to save once something of them is chosen, and not for what they are about', async () => {
    const page = await openOffice(open, owner, '/reports/breakdown?by=vendor&period=thisMonth');
    const save = page.getByRole('button', { name: 'Guardar vista' });
    await save.waitFor();
    await page.goto(`${shop.url}/admin/reports/breakdown?by=vendor`);
    await page.getByRole('cell', { name: 'Lana Norte' }).waitFor();
    expect(await save.count()).toBe(0);
  });

  test('keep the tab of the present one in sight when the window gets narrower', async () => {
    const page = await openOffice(open, owner, '/reports/slow-sellers');
    const tab = page.getByRole('main').locator('[aria-current=page]');
    await tab.waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    const end = async () => {
      const box = await tab.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    };
    await expect.poll(end).toBeLessThanOrEqual(390);
  });
});

test('The books agree after a purchase, and an entry leads to its order', async () => {
  const page = await openOffice(open, owner, '/ledger');
  await page.getByRole('link', { name: order.id }).first().waitFor();
  await page.getByRole('link', { name: 'Conciliación' }).click();
  await page.getByRole('button', { name: 'Conciliar' }).click();
  await page.getByText('Los libros coinciden').waitFor();
});

test('The back office has the name of the shop, also before the sign-in', async () => {
  const entry = await open('/admin/sign-in');
  await expect.poll(() => entry.title()).toBe('Iniciar sesión · Librería Norte');
  const page = await openOffice(open, owner, '/settings');
  await expect.poll(() => page.title()).toBe('Ajustes · Librería Norte');
  await page.getByRole('link', { name: 'Librería Norte' }).waitFor();
});

test('On phones the last column in sight ends where the page’s other content does', async () => {
  const page = await openOffice(open, owner, '/orders', {
    viewport: { width: 390, height: 844 },
  });
  const cell = page
    .getByRole('row', { name: new RegExp(order.number) })
    .getByRole('cell')
    .last();
  await expect
    .poll(() => cell.evaluate((element) => getComputedStyle(element).paddingRight))
    .toBe('20px');
});

test('A proof of identity over a dialog dims the page once', async () => {
  const page = await openOffice(open, owner, '/api-keys?new=1');
  await page.route('**/trpc/admin.apiKeys.create**', (route) =>
    route.fulfill({
      status: 401,
      contentType: 'application/json',
      body: JSON.stringify({
        error: {
          message: 'REAUTHENTICATION_REQUIRED',
          code: -32001,
          data: {
            code: 'UNAUTHORIZED',
            httpStatus: 401,
            path: 'admin.apiKeys.create',
            reason: 'REAUTHENTICATION_REQUIRED',
            details: {},
            requestId: 'request',
            isRetryable: false,
          },
        },
      }),
    }),
  );
  allow(/status of 401/);
  await page.getByLabel('Nombre').fill('ERP');
  await page.getByRole('dialog').getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Crear clave de API' }).last().click();
  await page.getByRole('dialog', { name: 'Confirma que eres tú' }).waitFor();
  const dimming = () =>
    page
      .locator('.bg-overlay')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).opacity));
  await expect.poll(dimming).toEqual(['0', '1']);
});
