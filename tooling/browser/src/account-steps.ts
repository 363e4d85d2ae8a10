import { waitForEmail } from '@trastienda/testing';
import type { Page } from 'playwright-core';
import type { Person, TestShop } from './start-shop.ts';

/** Returns the path of the newest link to a page in the emails to an address: `/verify-email#token=…`. */
export async function linkTo(shop: TestShop, email: string, path: string): Promise<string> {
  const pattern = new RegExp(`(${path}#token=[\\w.-]+)`);
  const [, link = ''] = pattern.exec(await waitForEmail(shop.outbox, email, pattern)) ?? [];
  return link;
}

/** Fills in the sign-in of the page, in Spanish, and sends it. */
export async function signIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>) {
  const form = page.getByRole('main');
  await form.getByLabel('Correo electrónico').fill(email);
  await form.getByLabel('Contraseña', { exact: true }).fill(password);
  await form.getByRole('button', { name: 'Iniciar sesión' }).click();
}
