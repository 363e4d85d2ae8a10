import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Person } from './start-shop.ts';
import type { BrowserTools } from './use-browser.ts';

/** Opens a page of the back office and signs in, which leads back to it. */
export async function openOffice(
  open: BrowserTools['open'],
  { email, password }: Person,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await open(`/admin${path}`, options);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  return page;
}
