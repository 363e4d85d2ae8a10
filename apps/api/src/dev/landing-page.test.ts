import { afterEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import type { TestAppOverrides } from '../testing/test-app-options.ts';

const started: TestServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ server }) => server.close()));
});

async function start(app: TestAppOverrides = {}): Promise<string> {
  const server = await startTestServer({
    app: {
      landing: {
        shopName: 'Ana & Co',
        firstSteps: [{ command: "npm run x 'y'", does: 'does it' }],
        hasReference: true,
      },
      ...app,
    },
  });
  started.push(server);
  return server.url;
}

const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
const developer = {
  start: { secret: 'start-secret', demoSignIn: null },
  outbox: { emails: { list: async () => [], read: async () => null }, secret: 'outbox-secret' },
};

describe('The landing page', () => {
  test('is a page for browsers, which describes the server and first steps', async () => {
    const response = await fetch(await start(), asBrowser);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('vary')).toMatch(/accept/i);
    const text = await response.text();
    expect(text).toContain('<h1>Ana &amp; Co</h1>');
    expect(text).toContain('<pre>npm run x &#39;y&#39;</pre>');
    for (const path of ['/docs', '/trpc/catalog.list', '/healthz', '/readyz']) {
      expect(text).toContain(`href="${path}"`);
    }
  });

  test('is JSON for a program', async () => {
    const response = await fetch(await start());
    expect(await response.json()).toMatchObject({
      ...{ name: 'trastienda', procedures: '/trpc', openapi: '/openapi.json', reference: '/docs' },
    });
  });

  test('loads nothing from other hosts, and runs no script', async () => {
    const response = await fetch(await start(), asBrowser);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(await response.text()).not.toMatch(/<script|src=|https?:/);
  });

  test('does not show the addresses of the developer’s pages', async () => {
    const text = await (await fetch(await start(developer), asBrowser)).text();
    expect(text).toContain('Start here');
    expect(text).not.toContain('secret');
  });
});

describe('The developer’s start page', () => {
  test('links to the mailbox', async () => {
    const url = await start(developer);
    const text = await (await fetch(`${url}/dev/start/start-secret`)).text();
    expect(text).toContain('href="/dev/outbox/outbox-secret"');
    expect((await fetch(`${url}/dev/outbox/outbox-secret`)).status).toBe(200);
  });

  test('responds 404 without the secret and to other machines', async () => {
    const url = await start(developer);
    expect((await fetch(`${url}/dev/start/guess`)).status).toBe(404);
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    expect((await fetch(`${url}/dev/start/start-secret`, { headers })).status).toBe(404);
    const behindProxy = await start({ ...developer, trustedProxies: ['127.0.0.0/8'] });
    expect((await fetch(`${behindProxy}/dev/start/start-secret`)).status).toBe(404);
  });
});
