import { expect, test } from 'vitest';
import { linkTo, signIn } from './account-steps.ts';
import { findViolations } from './find-violations.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser();

const PUBLIC = [
  '/sign-in',
  '/sign-in?notice=ended',
  '/sign-up',
  '/forgot-password',
  '/verify-email#token=abcdefghijklmnopqrstuvwxyz',
  '/reset-password#token=abcdefghijklmnopqrstuvwxyz',
  '/reset-password',
  '/confirm-email#token=abcdefghijklmnopqrstuvwxyz',
  '/newsletter',
  '/newsletter/confirm#token=abcdefghijklmnopqrstuvwxyz',
  '/newsletter/unsubscribe#token=abcdefghijklmnopqrstuvwxyz',
];

const OWN = [
  '/account?welcome',
  '/account/profile',
  '/account/security',
  '/account/addresses',
  '/account/addresses/new',
  '/account/privacy',
];

test.each(['light', 'dark'] as const)(
  'The pages on the way to an account are accessible, and titled, in the %s theme',
  async (colorScheme) => {
    const page = await open('/sign-in', { colorScheme });
    for (const path of PUBLIC) {
      await page.goto(shop.url + path);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      expect(await page.title(), path).toMatch(/.+ · .+/);
      expect(await findViolations(page), path).toEqual([]);
    }
  },
);

test.each(['light', 'dark'] as const)(
  'The pages of an account are accessible, and titled, in the %s theme',
  async (colorScheme) => {
    const person = await shop.createAccount();
    const page = await open('/account', { colorScheme });
    await signIn(page, person);
    await page.getByRole('heading', { name: /^Hola/ }).waitFor();
    for (const path of OWN) {
      await page.goto(shop.url + path);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      expect(await page.title(), path).toMatch(/.+ · .+/);
      expect(await findViolations(page), path).toEqual([]);
    }
    await page.getByRole('button', { name: 'Borrar mi cuenta…' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findViolations(page)).toEqual([]);
  },
);

test('The pages of an account fit a phone', async () => {
  const page = await open('/account', { viewport: { width: 390, height: 844 } });
  await signIn(page, await shop.createAccount());
  await page.getByRole('heading', { name: /^Hola/ }).waitFor();
  for (const path of OWN) {
    await page.goto(shop.url + path);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(390);
    // The row of pages has scrolled to the one that is shown.
    const link = page.getByRole('navigation', { name: 'Mi cuenta' }).locator('[aria-current=page]');
    const end = async () => {
      const box = await link.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    };
    await expect.poll(end, { message: path }).toBeLessThanOrEqual(390);
  }
});

test('Addresses are added with the fields of their country, changed, made the default and deleted', async () => {
  const person = await shop.createAccount();
  const page = await open('/account/addresses');
  await signIn(page, person);
  await page.getByRole('heading', { name: 'Todavía no hay direcciones' }).waitFor();
  const add = async (name: string, line1: string) => {
    await page.getByRole('link', { name: 'Añadir dirección' }).click();
    const save = page.getByRole('button', { name: 'Guardar dirección' });
    // The country of the browser's language.
    expect(await page.getByLabel('País').inputValue()).toBe('ES');
    await page.getByLabel('Nombre y apellidos').fill(name);
    await page.getByLabel('Calle y número').fill(line1);
    await page.getByLabel('Localidad').fill('Madrid');
    await page.getByLabel('Código postal').fill('2801');
    await save.click();
    await page.getByText('No es un código de este país').waitFor();
    await page.getByLabel('Código postal').fill('28013');
    await save.click();
    await page.getByRole('heading', { name: 'Direcciones', level: 1 }).waitFor();
    await page.getByText(line1).waitFor();
  };
  await add('Ana López', 'Calle Mayor 1');
  await add('Eva Ruiz', 'Gran Vía 2');
  const entry = (line1: string) => page.getByRole('listitem').filter({ hasText: line1 });
  // The first is the default of both.
  await entry('Calle Mayor 1').getByText('Envío', { exact: true }).waitFor();
  await entry('Gran Vía 2').getByRole('button', { name: 'Usar para envíos' }).click();
  await entry('Gran Vía 2').getByText('Envío', { exact: true }).waitFor();
  await entry('Calle Mayor 1').getByText('Facturación', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'Editar la dirección de Ana López, Calle Mayor 1' }).click();
  await page.getByLabel('Calle y número').fill('Calle Mayor 10');
  await page.getByRole('button', { name: 'Guardar dirección' }).click();
  await page.getByText('Calle Mayor 10').waitFor();

  await page.getByRole('button', { name: 'Borrar la dirección de Eva Ruiz, Gran Vía 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Borrar' }).click();
  // Behind the dialog, roles are hidden.
  await page.locator('li', { hasText: 'Gran Vía 2' }).waitFor({ state: 'detached' });
  await entry('Calle Mayor 10')
    .getByRole('link', { name: /^Editar/ })
    .waitFor();
});

test('A visitor subscribes to the newsletter from the footer, confirms, and unsubscribes', async () => {
  const email = 'reader@example.com';
  const page = await open('/sign-in');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Boletín' }).click();
  await page.getByLabel('Tu correo electrónico').fill(email);
  await page.getByRole('main').getByRole('button', { name: 'Suscribirme' }).click();
  await page.getByText('Te hemos enviado un enlace para confirmarlo.').waitFor();
  await page.goto(shop.url + (await linkTo(shop, email, '/newsletter/confirm')));
  await page.getByRole('main').getByRole('button', { name: 'Suscribirme' }).click();
  await page.getByRole('heading', { name: 'Suscripción confirmada' }).waitFor();
  await page.goto(shop.url + (await linkTo(shop, email, '/newsletter/unsubscribe')));
  await page.getByRole('button', { name: 'Darme de baja' }).click();
  await page.getByRole('heading', { name: 'Te has dado de baja' }).waitFor();
});

test('A visitor without JavaScript subscribes on the page of the newsletter', async () => {
  const email = 'plain@example.com';
  const page = await open('/newsletter', { javaScriptEnabled: false });
  await page.getByLabel('Tu correo electrónico').fill(email);
  await page.getByRole('main').getByRole('button', { name: 'Suscribirme' }).click();
  await page.getByRole('heading', { name: 'Mira tu correo' }).waitFor();
  await linkTo(shop, email, '/newsletter/confirm');
});

test('An address that is none is said to be none', async () => {
  allow(/status of 4\d\d/);
  const page = await open('/newsletter');
  await page.getByLabel('Tu correo electrónico').fill('reader');
  await page.getByRole('main').getByRole('button', { name: 'Suscribirme' }).click();
  await page.getByRole('main').getByText('Escribe una dirección de correo como').waitFor();
});
