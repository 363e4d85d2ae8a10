import { readFile } from 'node:fs/promises';
import { createClient, createMemoryTokenStorage, openForm } from '@trastienda/shop-client';
import { waitForLinkToken } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { findViolations } from './find-violations.ts';
import { openOffice } from './open-office.ts';
import { placeOrder } from './orders-shop.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open } = await useBrowser();
const owner = await shop.createAccount('owner');
const manager = await shop.createAccount('manager');
const visitor = createClient({ url: shop.url });

/** Sends a message with the contact form. */
async function sendMessage(name: string, message: string): Promise<void> {
  const form = openForm(visitor, 'contact');
  const email = 'visitor@example.com';
  await form.send((proof) =>
    visitor.forms.contact.mutate({ name, email, message, website: '', ...proof }),
  );
}

describe('customers', () => {
  test('are found by their whole address, with their orders and what they did', async () => {
    const customer = await shop.createAccount();
    const storage = createMemoryTokenStorage();
    const buyer = createClient({ url: shop.url, session: { kind: 'token', storage } });
    await buyer.auth.signIn.mutate({ email: customer.email, password: customer.password });
    const { order } = await placeOrder(shop, { email: customer.email, buyer });
    const page = await openOffice(open, manager, '/customers');
    const search = page.getByRole('textbox', { name: 'Buscar' });
    await search.fill('person');
    await page.getByText('Escribe el correo completo').waitFor();
    await search.fill(customer.email);
    await page.getByRole('link', { name: customer.name }).click();
    await page.getByText('Sesión iniciada').waitFor();
    expect(await page.getByRole('button', { name: 'Desactivar la cuenta' }).count()).toBe(0);
    await page.getByRole('link', { name: order.number }).click();
    await page.getByRole('link', { name: 'Ficha del cliente' }).click();
    await page.getByRole('heading', { level: 1, name: customer.name }).waitFor();
  });

  test('are disabled and enabled by owners', async () => {
    const customer = await shop.createAccount();
    const { items } = await shop.staff.admin.accounts.list.query({ email: customer.email });
    const page = await openOffice(open, owner, `/customers/${items[0]?.id}`);
    await page.getByRole('button', { name: 'Desactivar la cuenta' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('todas sus sesiones terminan al momento').waitFor();
    await dialog.getByRole('button', { name: 'Desactivar la cuenta' }).click();
    await page.getByText('Desactivada').first().waitFor();
    await page.getByText('Cuenta desactivada').waitFor();
    await page.getByRole('button', { name: 'Activar la cuenta' }).click();
    await dialog.getByRole('button', { name: 'Activar la cuenta' }).click();
    await page.getByText('Cuenta activada').waitFor();
  });
});

describe('the inbox', () => {
  test('has messages that staff answer, close and delete', async () => {
    await sendMessage('Vera', '¿Cuándo llega?');
    const page = await openOffice(open, manager, '/messages?status=open');
    await page.getByRole('link', { name: 'Vera' }).click();
    await page.getByText('¿Cuándo llega?').waitFor();
    await page.getByRole('button', { name: 'Enviar respuesta' }).click();
    await page.getByText('Rellena este campo.').waitFor();
    await page.getByLabel('Respuesta').fill('Mañana.');
    await page.getByRole('button', { name: 'Enviar respuesta' }).dblclick();
    await page.getByText('Respondido').waitFor();
    const { items } = await shop.staff.admin.messages.list.query({});
    const messageId = items.find(({ name }) => name === 'Vera')?.id ?? '';
    const { answers } = await shop.staff.admin.messages.get.query({ messageId });
    expect(answers.map(({ text }) => text)).toEqual(['Mañana.']);
    await page.getByRole('button', { name: 'Cerrar el mensaje' }).click();
    await page.getByText('Cerrado', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Eliminar' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Eliminar' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mensajes' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Vera' }).count()).toBe(0);
  });
});

describe('the newsletter', () => {
  test('has subscribers with their consents, and a file of confirmed addresses', async () => {
    const email = 'reader@example.com';
    const form = openForm(visitor, 'newsletter');
    await form.send((proof) =>
      visitor.forms.newsletter.mutate({ email, textVersion: '2026-03', website: '', ...proof }),
    );
    const token = await waitForLinkToken(shop.outbox, email);
    await visitor.forms.confirmNewsletter.mutate({ token });
    const page = await openOffice(open, manager, '/newsletter');
    await page.getByRole('button', { name: '2 entradas' }).click();
    await page.getByRole('dialog').getByText('Confirmado').waitFor();
    await page.keyboard.press('Escape');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Exportar CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^newsletter-.*\.csv$/);
    expect(await readFile(await download.path(), 'utf8')).toContain(email);
  });
});

test.each(['light', 'dark'] as const)(
  'The pages of people are accessible in the %s theme',
  async (colorScheme) => {
    await sendMessage('Alba', 'Hola');
    const { items: accounts } = await shop.staff.admin.accounts.list.query({});
    const { items: messages } = await shop.staff.admin.messages.list.query({});
    const page = await openOffice(open, owner, '/customers', { colorScheme });
    for (const path of [
      '/customers',
      `/customers/${accounts[0]?.id}`,
      '/messages',
      `/messages/${messages[0]?.id}`,
      '/newsletter',
    ]) {
      await page.goto(`${shop.url}/admin${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.locator('main [aria-busy="true"]').count()).toBe(0);
      expect(await findViolations(page)).toEqual([]);
    }
  },
);
