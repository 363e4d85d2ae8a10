import { describe, expect, test } from 'vitest';
import { linkTo, signIn } from './account-steps.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser();

/** What the browser says of a form that was not accepted. */
const REJECTED = /status of 4\d\d/;
const PASSWORD = 'walnut sextant harbour tidy';

describe('A visitor signs up', () => {
  test('with reasons in Spanish why a password does not do, and ends up in the account', async () => {
    allow(REJECTED);
    const email = 'marta@example.com';
    const page = await open('/sign-up');
    await page.getByLabel('Nombre').fill('Marta Ruiz');
    await page.getByRole('main').getByLabel('Correo electrónico').fill('marta');
    const password = page.getByLabel('Contraseña', { exact: true });
    await password.fill('corta');
    const submit = page.getByRole('button', { name: 'Crear cuenta' });
    await submit.click();
    await page.getByText('Escribe una dirección de correo como').first().waitFor();
    // The focus is where there is something to correct.
    const address = page.getByRole('main').getByLabel('Correo electrónico');
    expect(await address.evaluate((input) => input === document.activeElement)).toBe(true);
    await address.fill(email);
    await submit.click();
    await page.getByText('Es demasiado corta').waitFor();
    await password.fill('marta ruiz marta ruiz');
    await submit.click();
    await page.getByText('No puede estar hecha con tu nombre').waitFor();
    await password.fill(PASSWORD);
    await submit.click();
    await page.getByRole('heading', { name: 'Mira tu correo' }).waitFor();

    await page.goto(shop.url + (await linkTo(shop, email, '/verify-email')));
    const repeated = page.getByLabel('Contraseña', { exact: true });
    await repeated.fill('another password than that');
    await page.getByRole('button', { name: 'Confirmar y entrar' }).click();
    await page.getByText('No es la contraseña con la que se creó').waitFor();
    // The secret is gone from the address and the history.
    expect(page.url()).not.toContain('token');
    await repeated.fill(PASSWORD);
    await page.getByRole('button', { name: 'Confirmar y entrar' }).click();
    await page.getByRole('heading', { name: 'Hola, Marta Ruiz' }).waitFor();
    await page.getByRole('link', { name: 'Mi cuenta' }).first().waitFor();
  });

  test('in English by the language of the browser, also on the page of the link', async () => {
    const email = 'john@example.com';
    const page = await open('/en/sign-up', { locale: 'en-GB' });
    await page.getByLabel('Name').fill('John Smith');
    await page.getByRole('main').getByLabel('Email', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Check your email' }).waitFor();
    const link = await linkTo(shop, email, '/verify-email');
    const other = await open(link, { locale: 'en-GB' });
    await other.getByRole('heading', { name: 'Confirm your address' }).waitFor();
    expect(new URL(other.url()).pathname).toBe('/en/verify-email');
    await other.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await other.getByRole('button', { name: 'Confirm and sign in' }).click();
    await other.getByRole('heading', { name: 'Hello, John Smith' }).waitFor();
  });
});

describe('A visitor signs in', () => {
  test('with the keyboard alone, and comes back to the page that asked for it', async () => {
    const { email, password } = await shop.createAccount();
    const page = await open('/account/security');
    await page.getByText('Inicia sesión para ver esta página.').waitFor();
    await page.getByRole('main').getByLabel('Correo electrónico').focus();
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    // The link of a forgotten password is on the way.
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Seguridad', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account/security');
  });

  test('and is not led to another site by the address', async () => {
    const person = await shop.createAccount();
    for (const elsewhere of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
      const page = await open(`/sign-in?return=${encodeURIComponent(elsewhere)}`);
      await signIn(page, person);
      await page.getByRole('heading', { name: `Hola, ${person.name}` }).waitFor();
      expect(page.url()).toBe(`${shop.url}/account`);
    }
  });

  test('and sees when the password is wrong, and nothing else', async () => {
    allow(REJECTED);
    const { email } = await shop.createAccount();
    const page = await open('/sign-in');
    await signIn(page, { email, password: 'not the password of it' });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('El correo o la contraseña no son correctos.');
    await signIn(page, { email: 'nobody@example.com', password: 'not the password of it' });
    await page
      .getByRole('button', { name: 'Iniciar sesión' })
      .and(page.locator(':enabled'))
      .waitFor();
    expect(await alert.textContent()).toContain('El correo o la contraseña no son correctos.');
  });

  test('and out again', async () => {
    const person = await shop.createAccount();
    const page = await open('/sign-in');
    await signIn(page, person);
    await page.getByRole('button', { name: 'Cerrar sesión' }).click();
    await page.getByRole('banner').getByRole('link', { name: 'Iniciar sesión' }).waitFor();
    await page.goto(`${shop.url}/account`);
    await page.getByRole('heading', { name: 'Iniciar sesión' }).waitFor();
  });

  test('without JavaScript', async () => {
    const person = await shop.createAccount();
    const page = await open('/sign-in', { javaScriptEnabled: false });
    await signIn(page, person);
    await page.getByRole('heading', { name: `Hola, ${person.name}` }).waitFor();
  });
});

test('A forgotten password is replaced by the link of an email, which works once', async () => {
  allow(REJECTED);
  const { email } = await shop.createAccount();
  const page = await open('/sign-in');
  await page.getByRole('link', { name: '¿La has olvidado?' }).click();
  await page.getByRole('heading', { name: 'Recuperar el acceso' }).waitFor();
  await page.getByRole('main').getByLabel('Correo electrónico').fill(email);
  await page.getByRole('button', { name: 'Enviar enlace' }).click();
  await page.getByText(`Si ${email} tiene una cuenta`).waitFor();

  const link = await linkTo(shop, email, '/reset-password');
  await page.goto(shop.url + link);
  const password = page.getByLabel('Contraseña nueva', { exact: true });
  await password.fill('contraseña contraseña');
  await page.getByRole('button', { name: 'Guardar contraseña' }).click();
  await page.getByText('Es fácil de adivinar').waitFor();
  const chosen = 'otter lantern velvet quarry 3';
  await password.fill(chosen);
  await page.getByRole('button', { name: 'Guardar contraseña' }).click();
  await page.getByText('Tu contraseña nueva está guardada').waitFor();
  await signIn(page, { email, password: chosen });
  await page.getByRole('heading', { name: /^Hola/ }).waitFor();

  await page.goto(shop.url + link);
  await page.getByLabel('Contraseña nueva', { exact: true }).fill('velvet quarry otter lantern 4');
  await page.getByRole('button', { name: 'Guardar contraseña' }).click();
  await page.getByText('El enlace ha caducado, ya se usó o no está completo.').waitFor();
});

test('A link without its secret says what to do', async () => {
  const page = await open('/reset-password');
  await page.getByRole('heading', { name: 'Falta una parte del enlace' }).waitFor();
  await page.getByRole('link', { name: 'Pedir otro enlace' }).waitFor();
});
