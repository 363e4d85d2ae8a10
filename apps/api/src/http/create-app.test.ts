import { at } from '@trastienda/testing';
import { afterEach, describe, expect, test } from 'vitest';
import {
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../testing/start-test-server.ts';
import { startedSession } from '../testing/started-session.ts';
import { createFakeServices } from '../testing/test-app-options.ts';

let backRoom: TestServer;
async function start(app: NonNullable<TestServerOptions['app']> = {}) {
  backRoom = await startTestServer({ app });
  return backRoom.url;
}
afterEach(() => backRoom.server.close());

describe('The page at /', () => {
  test('/ describes the server and its addresses', async () => {
    const response = await fetch(await start());
    expect(await response.json()).toMatchObject({ name: 'trastienda', procedures: '/trpc' });
  });

  test('forbids browsers to execute it', async () => {
    const { headers } = await fetch(await start());
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('The names of the shop', () => {
  const services = createFakeServices();
  const auth = { ...services.auth, signIn: async () => startedSession('ts_new-session') };

  async function signIn(url: string, headers: Record<string, string>) {
    const response = await fetch(`${url}/trpc/auth.signIn`, {
      method: 'POST',
      body: JSON.stringify({ email: 'ana@shop.example', password: 'x' }),
      headers: { 'content-type': 'application/json', ...headers },
    });
    const body: unknown = await response.json();
    return { body, message: at(body, 'error', 'message'), headers: response.headers };
  }

  test('are those of its cookie and of its header for sessions', async () => {
    const url = await start({
      publicUrl: () => 'https://shop.example',
      services: { ...services, auth },
    });
    const byCookie = await signIn(url, { origin: 'https://shop.example' });
    expect(byCookie.headers.get('set-cookie')).toMatch(/^__Host-trastienda=ts_new-session;/);
    const byToken = await signIn(url, { 'trastienda-session': 'token' });
    expect(at(byToken.body, 'result', 'data', 'token')).toBe('ts_new-session');
    const ended = await fetch(`${url}/trpc/catalog.list`, {
      headers: { cookie: '__Host-trastienda=ts_over' },
    });
    expect(ended.headers.get('trastienda-session')).toBe('ended');
  });

  test('of its settings are in the messages to callers', async () => {
    const url = await start({ publicUrl: () => 'https://shop.example' });
    const { message } = await signIn(url, {
      cookie: '__Host-trastienda=ts_over',
      origin: 'https://evil.example',
    });
    expect(message).toContain('a page of the shop');
    expect(message).toContain('TRASTIENDA_CORS_ORIGINS');
    const otherSite = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
    expect((await signIn(url, otherSite)).message).toContain('TRASTIENDA_COOKIES=cross-site');
  });

  test('let pages of allowed origins send the token of a guest', async () => {
    const url = await start({ corsOrigins: ['https://shop.example'] });
    const preflight = await fetch(`${url}/trpc/cart.get`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('trastienda-guest');
  });
});
