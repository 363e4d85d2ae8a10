import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { systemClock } from '@trastienda/base';
import { createSandboxProvider } from '@trastienda/shop';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import { confirmPathOf } from '../../start/payments/confirm-path.ts';
import { startTestServer, useTestServer } from '../../testing/start-test-server.ts';

const SECRET = 'the-secret-of-this-start';
const HOME = `/dev/payments/${SECRET}`;
const THEME = new URL('../../../../../packages/ui/src/theme.css', import.meta.url);

const { database } = await useTestDatabase(openDatabase);
const provider = createSandboxProvider({ database, clock: systemClock, webhookSecret: 'secret' });
const sandboxPayments = { driver: provider.driver, secret: SECRET };
const backRoom = await useTestServer({ app: { sandboxPayments } });

let count = 0;
async function begin(paymentMethod: string | null, description = 'Order') {
  count += 1;
  const amount = { amount: 1850, currency: 'EUR' };
  const begunAt = new Date();
  const input = { paymentId: `p-${count}`, begunAt, amount, paymentMethod, description };
  return provider.provider.create(input);
}

const statusOf = async (reference: string) => (await provider.driver.get(reference)).status;

const drive = (action: object, path = HOME) =>
  fetch(backRoom.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  });

const page = async (path = HOME, language = 'es-ES,es;q=0.9,en;q=0.8') => {
  const headers = { accept: 'text/html', 'accept-language': language };
  const answer = await fetch(backRoom.url + path, { headers });
  return { answer, body: await answer.text() };
};

/** Presses a button as a browser does. */
const press = (path: string, fields: Record<string, string>) =>
  fetch(backRoom.url + path, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
  });

describe('The page of the sandbox payments', () => {
  test('shows payments with the buttons that make sense for them', async () => {
    const { reference } = await begin('pm_test_action');
    const { answer, body } = await page();
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; .*frame-ancestors 'none'.*form-action 'self'$/,
    );
    expect(body).toContain(reference);
    expect(body).toContain('1850 EUR');
    expect(body).toContain('value="approve"');
  });

  test('carries out the action of a button, and redirects back', async () => {
    const { reference } = await begin('pm_test_action');
    const answer = await press(HOME, { action: 'approve', reference });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(HOME);
    expect(await statusOf(reference)).toBe('authorized');
  });

  test('is JSON for programs, which drive payments and webhooks alike', async () => {
    const { reference } = await begin('pm_test_approve');
    await provider.provider.capture(reference);
    const refunded = await drive({ action: 'refund', reference, amount: 50 });
    expect(await refunded.json()).toMatchObject({ reference, refunds: [{ amount: 50 }] });
    expect((await drive({ action: 'webhook-policy', kind: 'hold' })).status).toBe(200);
    const other = await begin('pm_test_approve');
    const webhooks = await provider.driver.webhooks.list();
    const held = webhooks.find(({ reference: about }) => about === other.reference);
    const state: unknown = await (await fetch(backRoom.url + HOME)).json();
    expect(state).toMatchObject({
      policy: { kind: 'hold' },
      payments: expect.arrayContaining([expect.objectContaining({ reference })]),
      webhooks: expect.arrayContaining([expect.objectContaining({ id: held?.id, state: 'held' })]),
    });
    const sent = await drive({ action: 'send-webhook', webhook: held?.id });
    expect(await sent.json()).toMatchObject({ id: held?.id, state: 'waiting' });
    await drive({ action: 'webhook-policy', kind: 'send' });
  });

  test('shows why an action failed', async () => {
    const { reference } = await begin('pm_test_decline');
    const late = await drive({ action: 'approve', reference });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({
      error: { data: { reason: 'PAYMENT_REJECTED', details: { status: 'failed' } } },
    });
    expect((await drive({ action: 'steal', reference })).status).toBe(400);
    expect((await drive({ action: 'refund', reference, amount: 0.5 })).status).toBe(400);
  });

  test('responds 404 without its secret and through a proxy', async () => {
    const { reference } = await begin('pm_test_action');
    const action = { action: 'approve', reference };
    for (const path of ['/dev/payments', '/dev/payments/', `${HOME}x`, '/dev/payments/%00']) {
      expect((await page(path)).answer.status).toBe(404);
      expect((await drive(action, path)).status).toBe(404);
    }
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect((await fetch(backRoom.url + HOME, { headers })).status).toBe(404);
    expect(await statusOf(reference)).toBe('requires-action');
    expect(backRoom.text()).not.toContain(SECRET);
  });

  test('is absent behind a proxy and with a real provider', async () => {
    const sandboxPayments = { driver: provider.driver, secret: SECRET };
    for (const app of [{ sandboxPayments, trustedProxies: ['10.0.0.0/8'] }, {}]) {
      const other = await startTestServer({ app });
      expect((await fetch(other.url + HOME)).status).toBe(404);
      await other.server.close();
    }
  });
});

describe.each([
  ['the sandbox payments', async () => HOME],
  [
    'a confirmation',
    async () => {
      const { reference } = await begin('pm_test_action');
      return confirmPathOf(await provider.driver.get(reference));
    },
  ],
])('The page of %s', (_, pathOf) => {
  const send = async (type: string, body: string | ReadableStream<Uint8Array>) =>
    fetch(backRoom.url + (await pathOf()), {
      ...{ method: 'POST', body, duplex: 'half', redirect: 'manual' },
      headers: { 'content-type': type },
    });
  const FORM = 'application/x-www-form-urlencoded';

  test.each<[string, string, () => string | ReadableStream<Uint8Array>, number]>([
    ['a large form', FORM, () => `action=approve&x=${'x'.repeat(20_000)}`, 413],
    ['a large JSON', 'application/json', () => ' '.repeat(20_000), 413],
    ['a large body of unknown length', FORM, () => new Blob(['x'.repeat(20_000)]).stream(), 413],
    ['deep JSON', 'application/json', () => '['.repeat(10_000), 400],
    ['no JSON', 'application/json', () => '{', 400],
    ['form data', 'multipart/form-data; boundary=x', () => '--x--', 415],
    ['an unknown action', FORM, () => 'action=steal', 400],
    ['no action', FORM, () => '', 400],
  ])('refuses %s', async (_, type, bodyOf, status) => {
    expect((await send(type, bodyOf())).status).toBe(status);
  });
});

describe('The page on which a buyer confirms', () => {
  test('accepts the buyer’s decision, and shows its outcome', async () => {
    const { reference } = await begin('pm_test_action');
    const path = confirmPathOf(await provider.driver.get(reference));
    expect((await page(path)).body).toContain('value="decline"');
    await press(path, { action: 'decline' });
    expect(await provider.driver.get(reference)).toMatchObject({
      status: 'requires-action',
      failure: { code: 'card_declined' },
    });
    expect((await press(path, { action: 'approve' })).status).toBe(303);
    expect(await statusOf(reference)).toBe('authorized');
    expect((await page(path)).body).not.toContain('<button>');
  });

  test.each([
    ['es-ES', 'es', 'Espera tu respuesta', '18,50\u00a0€'],
    ['en-US,en;q=0.9,es;q=0.8', 'en', 'Waiting for your answer', '€18.50'],
    ['de, en;q=0.5', 'en', 'Waiting for your answer', '€18.50'],
    ['de', 'es', 'Espera tu respuesta', '18,50\u00a0€'],
  ])(
    'has the language of a browser that wants %s, and money as it is written',
    async (wanted, language, state, money) => {
      const { reference } = await begin('pm_test_action');
      const { answer, body } = await page(
        confirmPathOf(await provider.driver.get(reference)),
        wanted,
      );
      expect(answer.headers.get('content-language')).toBe(language);
      expect(body).toContain(`<html lang="${language}">`);
      expect(body).toContain(state);
      expect(body).toContain(money);
    },
  );

  test('is drawn with its own style, which the policy allows, in the colors of the shop', async () => {
    const { reference } = await begin('pm_test_action');
    const { answer, body } = await page(confirmPathOf(await provider.driver.get(reference)));
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(body) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(answer.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`);
    const theme = await readFile(THEME, 'utf8');
    const colorsOf = (text: string) =>
      [...text.matchAll(/light-dark\((#\w+), ?(#\w+)\)/g)].map(([, light, dark]) => [light, dark]);
    const drawn = colorsOf(style);
    expect(drawn).not.toEqual([]);
    expect(colorsOf(theme)).toEqual(expect.arrayContaining(drawn));
  });

  test.each([
    ['theme=dark', '<html lang="es" data-theme="dark">'],
    ['theme=light', '<html lang="es" data-theme="light">'],
    ['theme="><script>', '<html lang="es">'],
  ])('has the theme that the shop keeps as the cookie %s', async (cookie, html) => {
    const { reference } = await begin('pm_test_action');
    const path = confirmPathOf(await provider.driver.get(reference));
    const answer = await fetch(backRoom.url + path, { headers: { accept: 'text/html', cookie } });
    expect(await answer.text()).toContain(html);
  });

  test('responds 404 without the secret of the payment', async () => {
    const { reference } = await begin('pm_test_action');
    const other = await begin('pm_test_action');
    const payment = await provider.driver.get(reference);
    for (const clientSecret of ['guess', other.clientSecret ?? '']) {
      const path = confirmPathOf({ ...payment, clientSecret });
      expect((await page(path)).answer.status).toBe(404);
      expect((await press(path, { action: 'approve' })).status).toBe(404);
    }
    const nobody = confirmPathOf({ ...payment, reference: 'pay_test_nobody' });
    expect((await page(nobody)).answer.status).toBe(404);
    expect(await statusOf(reference)).toBe('requires-action');
  });
});
