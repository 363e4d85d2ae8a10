import type { Page } from 'playwright-core';
import type { Person } from './start-shop.ts';

/** Products of the demo catalog that are in stock. */
export const OIL = 'ADOT24-500ML';
export const SOCKS = 'CDA21-36-40';

/** Calls a procedure with the cookies of the visitor, beside the pages. */
async function call(
  page: Page,
  path: string,
  input: object,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { origin } = new URL(page.url());
  const url = `${origin}/trpc/${path}`;
  const { request } = page.context();
  const response = await request.post(url, { headers: { origin, ...headers }, data: input });
  if (!response.ok()) throw new Error(await response.text());
}

/** Puts units into the cart of the visitor. */
export function fillCart(page: Page, sku: string, quantity = 1): Promise<void> {
  return call(page, 'cart.add', { sku, quantity }, { 'trastienda-guest': 'cookie' });
}

/** Signs the visitor in. */
export function signIn(page: Page, { email, password }: Person): Promise<void> {
  return call(page, 'auth.signIn', { email, password }, { 'trastienda-session': 'cookie' });
}

/** Texts of the steps, by language. */
const TEXTS = {
  es: {
    country: 'País',
    email: 'Correo electrónico',
    name: 'Nombre y apellidos',
    line1: 'Calle y número',
    postalCode: 'Código postal',
    city: 'Localidad',
    terms: /He leído las condiciones/,
    submit: /^Continuar con el pago/,
    pay: /^Pagar /,
    methods: {
      approve: /^Tarjeta de prueba/,
      decline: /^Tarjeta sin saldo/,
      action: /3-D Secure/,
    },
  },
  en: {
    country: 'Country',
    email: 'Email address',
    name: 'Full name',
    line1: 'Street and number',
    postalCode: 'Postal code',
    city: 'City',
    terms: /I have read the terms/,
    submit: /^Continue to payment/,
    pay: /^Pay /,
    methods: {
      approve: /^Test card/,
      decline: /^Card without funds/,
      action: /3-D Secure/,
    },
  },
} as const;

export type Language = keyof typeof TEXTS;

/** The button of a step, once it can be pressed. */
export function submitButton(page: Page, language: Language = 'es') {
  return page.getByRole('button', { name: TEXTS[language].submit, disabled: false });
}

/** What is bought and what it costs, beside the form. */
export function summaryOf(page: Page) {
  return page.getByRole('complementary', { name: 'Resumen' });
}

/** Enters contact and address on the page of the checkout, and accepts the terms. */
export async function enterDetails(
  page: Page,
  email: string,
  language: Language = 'es',
): Promise<void> {
  const texts = TEXTS[language];
  await submitButton(page, language).waitFor();
  await page.getByRole('combobox', { name: texts.country }).selectOption('ES');
  await page.getByRole('textbox', { name: texts.email }).fill(email);
  await page.getByRole('textbox', { name: texts.name }).fill('Ana López');
  await page.getByRole('textbox', { name: texts.line1 }).fill('Calle Mayor 1');
  await page.getByRole('textbox', { name: texts.postalCode }).fill('28013');
  await page.getByRole('textbox', { name: texts.city }).fill('Madrid');
  await page.getByRole('checkbox', { name: texts.terms }).check();
}

/** Goes on to the payment. */
export async function continueToPayment(page: Page, language: Language = 'es'): Promise<void> {
  await submitButton(page, language).click();
  await page.waitForURL(/\/checkout\/[0-9a-f]+$/);
}

/** Chooses a way to pay. */
export async function choose(
  page: Page,
  method: keyof (typeof TEXTS)['es']['methods'],
  language: Language = 'es',
): Promise<void> {
  await page.getByRole('radio', { name: TEXTS[language].methods[method] }).check();
}

/** The button that pays. */
export function payButton(page: Page, language: Language = 'es') {
  return page.getByRole('button', { name: TEXTS[language].pay, disabled: false });
}

/** Waits for the page of the order that was just placed, and returns the order's id. */
export async function waitForOrder(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/[0-9a-f]+\?new/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Buys what is in the visitor's cart, and returns the order's id. */
export async function buy(page: Page, email: string): Promise<string> {
  await page.goto(new URL('/checkout', page.url()).href);
  await enterDetails(page, email);
  await continueToPayment(page);
  await payButton(page).click();
  return waitForOrder(page);
}
