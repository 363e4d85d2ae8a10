import { createClient, createMemoryTokenStorage, isClientError } from '@trastienda/shop-client';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { openOffice } from './open-office.ts';
import type { Person } from './start-shop.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open, allow } = await useBrowser();
const owner = await shop.createAccount('owner');

async function turnOnSecondFactor({ email, password }: Person): Promise<void> {
  const client = createClient({
    url: shop.url,
    session: { kind: 'token', storage: createMemoryTokenStorage() },
  });
  await client.auth.signIn.mutate({ email, password });
  const { secret } = await client.account.startTotp.mutate();
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  await client.account.confirmTotp.mutate({ code });
}

test('An API key is shown once, works, and no longer after it was revoked', async () => {
  const page = await openOffice(open, owner, '/api-keys?new=1');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nombre').fill('Almacén');
  await dialog.getByLabel('Ver existencias').check();
  await dialog.getByRole('button', { name: 'Crear clave de API' }).click();
  const token = await page.getByLabel('Clave de API', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'Lo he guardado' }).click();
  await page.reload();
  await page.getByRole('row', { name: /Almacén/ }).waitFor();
  expect(await page.content()).not.toContain(token);

  const system = createClient({ url: shop.url, token });
  expect((await system.admin.stock.list.query({})).items.length).toBeGreaterThan(0);
  const refused = await system.admin.orders.search.query({}).catch((error: unknown) => error);
  expect(isClientError(refused, 'PERMISSION_MISSING')).toBe(true);

  await page.getByRole('button', { name: 'Revocar Almacén' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revocar' }).click();
  await page
    .getByRole('row', { name: /Almacén/ })
    .getByText('Revocada')
    .waitFor();
  await expect(system.admin.stock.list.query({})).rejects.toThrow();
});

test('A change of role is effective at once in another window', async () => {
  const person = await shop.createAccount('manager');
  const theirs = await openOffice(open, person, '/ledger');
  await theirs.getByRole('heading', { level: 1, name: 'Libro mayor' }).waitFor();

  const page = await openOffice(open, owner, '/staff');
  await page.getByRole('button', { name: `Acciones para ${person.name}` }).click();
  await page.getByRole('menuitem', { name: 'Cambiar rol' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/^Personal/)
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Cambiar rol' }).click();
  await page.getByText(`${person.name} es ahora: Personal.`).waitFor();

  allow(/status of 403/);
  await theirs.getByRole('link', { name: 'Conciliación' }).click();
  await theirs.getByRole('button', { name: 'Conciliar' }).click();
  await theirs.getByText('Tu rol no lo incluye.').waitFor();
  await theirs.reload();
  await theirs.getByRole('heading', { name: 'No tienes acceso a esta página' }).waitFor();
});

test('A session that is ended elsewhere is begun again over the page, which keeps what was typed', async () => {
  const person = await shop.createAccount('manager');
  const page = await openOffice(open, person, '/taxes?new=1');
  const form = page.getByRole('dialog', { name: 'Añadir zona' });
  const name = form.getByLabel('Impuesto', { exact: true });
  await form.getByLabel('País').selectOption('DE');
  await name.fill('MwSt');
  const elsewhere = createClient({
    url: shop.url,
    session: { kind: 'token', storage: createMemoryTokenStorage() },
  });
  await elsewhere.auth.signIn.mutate(person);
  await elsewhere.account.revokeOtherSessions.mutate();
  allow(/status of 401/);
  const save = form.getByRole('button', { name: 'Añadir zona' });
  await save.click();

  const dialog = page.getByRole('dialog', { name: 'Tu sesión ha terminado' });
  await dialog.getByLabel('Contraseña').fill(person.password);
  await dialog.getByRole('button', { name: 'Iniciar sesión' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await name.inputValue()).toBe('MwSt');
  await save.click();
  await form.waitFor({ state: 'hidden' });
  const row = page.getByRole('row', { name: /Alemania.*MwSt/ });
  await row.waitFor();
});

test('A person is added by email, loses a lost second factor, and is disabled', async () => {
  const person = await shop.createAccount();
  await turnOnSecondFactor(person);

  const page = await openOffice(open, owner, '/staff?invite=1');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Correo electrónico').fill('nobody@example.com');
  await dialog.getByRole('button', { name: 'Añadir persona' }).click();
  await page.getByText(/^Nadie tiene este correo/).waitFor();
  await dialog.getByLabel('Correo electrónico').fill(person.email);
  await dialog.getByRole('button', { name: 'Añadir persona' }).click();

  const row = page.getByRole('row', { name: new RegExp(person.name) });
  const choose = async (name: string) => {
    await page.getByRole('button', { name: `Acciones para ${person.name}` }).click();
    await page.getByRole('menuitem', { name }).click();
    await page.getByRole('alertdialog').getByRole('button', { name }).click();
  };
  await row.getByText('Activo').waitFor();
  await choose('Quitar segundo factor');
  await row.getByText('No', { exact: true }).waitFor();
  await choose('Desactivar cuenta');
  await row.getByText('Desactivada').waitFor();
  await choose('Activar cuenta');
  await row.getByText('Desactivada').waitFor({ state: 'detached' });
});

test('The last owner stays one', async () => {
  const page = await openOffice(open, owner, '/staff');
  await page.getByRole('button', { name: `Acciones para ${owner.name}` }).click();
  await page.getByRole('menuitem', { name: 'Desactivar cuenta' }).click();
  allow(/status of 4\d\d/);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Desactivar cuenta' }).click();
  await page.getByRole('alertdialog').getByRole('alert').waitFor();
});

test('A recovery code of another form is a wrong code', async () => {
  const person = await shop.createAccount('staff');
  await turnOnSecondFactor(person);
  const page = await open('/admin/sign-in');
  await page.getByLabel('Correo electrónico').fill(person.email);
  await page.getByLabel('Contraseña').fill(person.password);
  await page.getByRole('button', { name: 'Iniciar sesión' }).click();
  await page.getByRole('button', { name: 'Usar un código de recuperación' }).click();
  await page.getByLabel('Código de recuperación').fill('nope-nope');
  allow(/status of 400/);
  await page.getByRole('button', { name: 'Confirmar' }).click();
  await page.getByText('El código no es válido o ya se ha usado.').waitFor();
});
