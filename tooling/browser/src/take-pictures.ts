// Takes the pictures of the README: `pnpm pictures`, after a build. Another Chromium draws other fonts.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Client, createClient, createMemoryTokenStorage } from '@trastienda/shop-client';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';
import { type Person, startShop, type TestShop } from './start-shop.ts';

const FOLDER = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url));
const VIEWPORT = { width: 1280, height: 800 };

const ADDRESS = {
  name: 'Ana García',
  line1: 'Calle Mayor 1',
  city: 'Madrid',
  postalCode: '28001',
  country: 'ES',
};

/** Buys a few things as a guest, so that staff have something to see. */
async function buy(client: Client, skus: readonly string[], email: string): Promise<void> {
  for (const sku of skus) await client.cart.add.mutate({ sku, quantity: 1 + (sku.length % 2) });
  const { shippingOptions } = await client.checkout.preview.query({ country: 'ES' });
  const { id: checkoutId } = await client.checkout.start.mutate({
    email,
    shippingAddress: ADDRESS,
    shippingMethodId: shippingOptions[0]?.id ?? null,
  });
  await client.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_test_approve' });
  await client.checkout.complete.mutate({ checkoutId });
}

async function fill({ url }: TestShop): Promise<void> {
  const visitor = createClient({ url });
  const { items } = await visitor.catalog.list.query({ inStock: true, limit: 12 });
  for (const [index, { slug }] of items.entries()) {
    const { variants } = await visitor.catalog.get.query({ slug });
    const sku = variants.find(({ isInStock }) => isInStock)?.sku;
    if (sku === undefined) continue;
    const guest = createClient({ url, guest: createMemoryTokenStorage() });
    await buy(guest, [sku], `buyer-${index}@example.com`);
  }
}

async function takePicture(browser: Browser, url: string, name: string): Promise<void> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: `${FOLDER}${name}.jpg`, type: 'jpeg', quality: 82 });
  await context.close();
}

/** Signs in to the back office, and takes a picture of its first page. */
async function takeOfficePicture(
  browser: Browser,
  { url }: TestShop,
  { email, password }: Person,
): Promise<void> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-US' });
  const signedIn = await context.request.post(`${url}/trpc/auth.signIn`, {
    headers: { origin: url },
    data: { email, password },
  });
  if (!signedIn.ok()) throw new Error(await signedIn.text());
  const page = await context.newPage();
  await page.goto(`${url}/admin`);
  // The stream of events never rests.
  await page
    .getByRole('main')
    .getByRole('img')
    .or(page.locator('.recharts-surface'))
    .first()
    .waitFor();
  await page.waitForTimeout(2_000);
  await page.screenshot({ path: `${FOLDER}back-office.jpg`, type: 'jpeg', quality: 82 });
  await context.close();
}

const shop = await startShop();
const executablePath = findChromium() ?? 'chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  await mkdir(FOLDER, { recursive: true });
  await fill(shop);
  await takePicture(browser, `${shop.url}/en/products/camisa-de-lino-azul`, 'product');
  await takeOfficePicture(browser, shop, await shop.createAccount('owner'));
} finally {
  await browser.close();
  await shop.stop();
}
