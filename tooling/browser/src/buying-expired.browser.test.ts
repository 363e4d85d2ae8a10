import { expect, test } from 'vitest';
import { continueToPayment, enterDetails, fillCart, payButton, SOCKS } from './buying-steps.ts';
import { findViolations } from './find-violations.ts';
import { useBrowser } from './use-browser.ts';

const { shop, open } = await useBrowser({ TRASTIENDA_RESERVATION_SECONDS: '3' });

test('A reservation that has ended is said so, and begins again with what was entered', async () => {
  const page = await open('/');
  await fillCart(page, SOCKS);
  await page.goto(`${shop.url}/checkout`);
  await enterDetails(page, 'expired@example.com');
  await continueToPayment(page);
  await payButton(page).waitFor();
  await page.getByText('Quedan menos de dos minutos de la reserva.').waitFor();
  await page.getByRole('heading', { name: 'La reserva ha terminado' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Reservar de nuevo' }).click();
  const email = page.getByRole('textbox', { name: 'Correo electrónico' });
  await expect.poll(() => email.inputValue()).toBe('expired@example.com');
});
