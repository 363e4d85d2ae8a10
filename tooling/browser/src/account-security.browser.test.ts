import { waitForEmail } from '@trastienda/testing';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { linkTo, signIn } from './account-steps.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser();

/** What the browser says of a form that was not accepted. */
const REJECTED = /status of 4\d\d/;

/** Returns the code that an authenticator app shows `steps` of 30 seconds after now. */
function codeOf(secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Signs an account in, in a new window, on a page of it. */
async function openAs(person: { email: string; password: string }, path: string): Promise<Page> {
  const page = await open(path);
  await signIn(page, person);
  return page;
}

describe('A second factor', () => {
  test('is set up with an app, and asked for at the next sign-in; a recovery code replaces it', async () => {
    allow(REJECTED);
    const person = await shop.createAccount();
    const page = await openAs(person, '/account/security');
    await page.getByRole('button', { name: 'Activar', exact: true }).click();
    await page.getByRole('img', { name: 'Código QR' }).waitFor();
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(/\s/g, '');
    const confirm = page.getByRole('button', { name: 'Comprobar y activar' });
    await page.getByLabel('Código', { exact: true }).fill('12345');
    await confirm.click();
    await page.getByText('Escribe las seis cifras').waitFor();
    await page.getByLabel('Código', { exact: true }).fill(codeOf(secret));
    await confirm.click();
    await page.getByRole('heading', { name: 'Tus códigos de recuperación' }).waitFor();
    const codes = await page.locator('[data-print] li').allInnerTexts();
    expect(codes).toHaveLength(10);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Descargar' }).click();
    expect((await download).suggestedFilename()).toBe('codigos-de-recuperacion.txt');
    await page.getByRole('button', { name: 'Los he guardado' }).click();
    await page.getByText('Te quedan 10 códigos de recuperación.').waitFor();
    expect(await page.content()).not.toContain(codes[0]);

    const other = await openAs(person, '/account/security');
    await other.getByRole('heading', { name: 'Verificación en dos pasos', level: 1 }).waitFor();
    await other.getByLabel('Código', { exact: true }).fill('000000');
    await other.getByRole('button', { name: 'Continuar' }).click();
    await other.getByText('El código no es válido o ya se usó.').waitFor();
    // That of the next half minute: the present one was used for the set-up.
    await other.getByLabel('Código', { exact: true }).fill(codeOf(secret, 1));
    await other.getByRole('button', { name: 'Continuar' }).click();
    await other.getByRole('heading', { name: 'Seguridad', level: 1 }).waitFor();

    const third = await openAs(person, '/account/security');
    await third.getByLabel('Código', { exact: true }).fill(codes[0] ?? '');
    await third.getByRole('button', { name: 'Continuar' }).click();
    await third.getByText('Te quedan 9 códigos de recuperación.').waitFor();
    await third.getByRole('button', { name: 'Desactivar' }).click();
    await third.getByRole('dialog').getByRole('button', { name: 'Desactivar' }).click();
    await third.getByRole('button', { name: 'Activar', exact: true }).waitFor();
  });
});

describe('A session', () => {
  test('that is revoked elsewhere ends on the page too, which says so and leads back', async () => {
    const person = await shop.createAccount();
    const here = await openAs(person, '/account/profile');
    await here.getByRole('heading', { name: 'Datos personales', level: 1 }).waitFor();
    const there = await openAs(person, '/account/security');
    await there.getByText('Este dispositivo').waitFor();
    await there.getByRole('button', { name: /^Cerrar la sesión de/ }).click();
    await there
      .getByRole('button', { name: /^Cerrar la sesión de/ })
      .waitFor({ state: 'detached' });

    await here.getByRole('textbox', { name: 'Nombre' }).fill('Another Name');
    await here.getByRole('button', { name: 'Guardar' }).click();
    await here.getByText('Tu sesión ha terminado').waitFor();
    await here.getByRole('banner').getByRole('link', { name: 'Iniciar sesión' }).waitFor();
    await signIn(here, person);
    await here.getByRole('heading', { name: 'Datos personales', level: 1 }).waitFor();
    expect(await here.getByRole('textbox', { name: 'Nombre' }).inputValue()).toBe(person.name);
  });

  test('ends with all others when the password changes', async () => {
    allow(REJECTED);
    const person = await shop.createAccount();
    const here = await openAs(person, '/account/security');
    await here.getByText('Este dispositivo').waitFor();
    const there = await openAs(person, '/account/security');
    const current = there.getByLabel('Contraseña actual', { exact: true });
    const next = there.getByLabel('Contraseña nueva', { exact: true });
    const submit = there.getByRole('button', { name: 'Cambiar contraseña' });
    await current.fill('not the password of it');
    await next.fill('otter lantern velvet quarry 3');
    await submit.click();
    await there.getByText('La contraseña no es correcta.').waitFor();
    await current.fill(person.password);
    await submit.click();
    await there.getByText('Tu contraseña ha cambiado').waitFor();
    await here.goto(`${shop.url}/account`);
    await here.getByText('Tu sesión ha terminado').waitFor();
  });
});

test('An email address changes when both addresses have confirmed', async () => {
  const person = await shop.createAccount();
  const next = `new-${person.email}`;
  const page = await openAs(person, '/account/profile');
  await page.getByLabel('Correo nuevo').fill(next);
  await page.getByRole('button', { name: 'Cambiar correo' }).click();
  await page.getByText('Hemos enviado un enlace a cada una').waitFor();
  const confirm = async (email: string) => {
    await page.goto(shop.url + (await linkTo(shop, `<${email}>`, '/confirm-email')));
    await page.getByRole('button', { name: 'Confirmar' }).click();
  };
  await confirm(person.email);
  await page.getByRole('heading', { name: 'Falta una confirmación' }).waitFor();
  await confirm(next);
  await page.getByRole('heading', { name: 'Tu correo ha cambiado' }).waitFor();
  await page.getByRole('link', { name: 'Ir a mi cuenta' }).click();
  await page.getByText(next).waitFor();
});

test('A name and the language of emails are kept', async () => {
  const person = await shop.createAccount();
  const page = await openAs(person, '/account/profile');
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Ana López');
  await page.getByLabel('Idioma de los correos').selectOption('es');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('Guardado.').waitFor();
  await page.reload();
  expect(await page.getByRole('textbox', { name: 'Nombre' }).inputValue()).toBe('Ana López');
  expect(await page.getByLabel('Idioma de los correos').inputValue()).toBe('es');
});

test('An account gets a copy of its data, and is deleted with a last email', async () => {
  allow(REJECTED);
  const person = await shop.createAccount();
  const page = await openAs(person, '/account/privacy');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Descargar' }).click();
  expect((await download).suggestedFilename()).toBe('account.json');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Borrar mi cuenta…' }).click();
  const dialog = page.getByRole('dialog');
  const button = (text: string) => dialog.getByRole('button', { name: text });
  // On a phone the buttons of a dialog share its width.
  const [keep, erase] = [
    await button('Conservarla').boundingBox(),
    await button('Borrar para siempre').boundingBox(),
  ];
  expect((keep?.width ?? 0) + (erase?.width ?? 0)).toBeGreaterThan(290);
  await button('Borrar para siempre').click();
  await page.getByText('Tu cuenta se ha borrado').waitFor();
  await waitForEmail(shop.outbox, person.email, /is deleted|se ha borrado/);
  await signIn(page, person);
  await page.getByText('El correo o la contraseña no son correctos.').waitFor();
});
