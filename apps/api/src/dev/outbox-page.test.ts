import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createOutboxMailer, type OutboxMailer } from '@trastienda/emails';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../testing/start-test-server.ts';

const SECRET = 'the-secret-of-this-start';
const HOME = `/dev/outbox/${SECRET}`;

let dir: string;
let outbox: OutboxMailer;
let backRoom: TestServer;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-outbox-'));
  outbox = createOutboxMailer({ dir, from: 'shop@shop.example' });
  backRoom = await startTestServer({ app: { outbox: { emails: outbox, secret: SECRET } } });
});
afterEach(async () => {
  await backRoom.server.close();
  await rm(dir, { recursive: true });
});

const noEmails = { list: async () => [], read: async () => null };

const LINK = 'https://shop.example/verify-email#token=the-secret-of-the-link';

async function send(id: string, more: { name?: string; subject?: string; body?: string } = {}) {
  const { name = 'Ana', subject = 'Welcome', body = `Follow this:\n\n${LINK}\n` } = more;
  await outbox.send({
    id,
    to: { email: 'ana@shop.example', name },
    subject,
    text: body,
    html: '<p>never shown</p>',
  });
}

/** `fetch` chooses the `Host` header by itself. */
function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      request(`${backRoom.url}${path}`, { headers }, (response) => {
        const { statusCode: status = 0 } = response;
        text(response).then((body) => resolve({ status, headers: response.headers, body }), reject);
      })
        .on('error', reject)
        .end();
    },
  );
}

describe('The page of the outbox', () => {
  test('shows how to use a link without a storefront', async () => {
    await send('mail-1');
    const { body } = await get(`${HOME}/mail-1`);
    expect(body).toContain(`curl -X POST ${backRoom.url}/trpc/auth.verifyEmail`);
    expect(body).toContain('{&quot;token&quot;:&quot;the-secret-of-the-link&quot;');
  });

  test('lists emails and shows each with its links', async () => {
    expect((await get(HOME)).body).toContain('No email has been sent yet');
    await send('mail-1');
    const { status, body, headers } = await get(HOME);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(body).toContain('Welcome');
    const [, path = ''] = /href="(\/dev\/outbox\/[^"]+)"/.exec(body) ?? [];
    const email = await get(path);
    expect(email.body).toContain(`href="${LINK}"`);
    expect(email.body).toContain('Follow this:');
    expect(email.body).not.toContain('never shown');
  });

  test('shows the text of emails as text: it never becomes markup or a script link', async () => {
    await send('mail-1', {
      name: '<script>alert(1)</script>',
      subject: '"><img src=x onerror=alert(1)>',
      body: `<b>bold</b> javascript:alert(1) ${LINK}"onmouseover=alert(1)`,
    });
    for (const path of [HOME, `${HOME}/mail-1`]) {
      const { body } = await get(path);
      expect(body).not.toMatch(/<(script|img|b)\b/);
      expect(body).not.toMatch(/href="(?!\/dev\/outbox|https:)/);
      expect(body).not.toMatch(/"\s*onmouseover/);
    }
  });

  test('may not load or run anything, and is not cached', async () => {
    const { headers } = await get(HOME);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+';.*frame-ancestors 'none'/,
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  test.each<Record<string, string>>([
    { host: 'attacker.example' },
    { host: '127.0.0.1.attacker.example' },
    { host: 'localhost.attacker.example:3000' },
    { host: '192.0.2.1' },
    { 'x-forwarded-for': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
    { via: '1.1 proxy' },
  ])('responds 404 to other origins and through proxies: %j', async (headers) => {
    await send('mail-1');
    for (const path of [HOME, `${HOME}/mail-1`]) {
      const { status, body } = await get(path, headers);
      expect(status).toBe(404);
      expect(body).not.toContain('Welcome');
    }
  });

  test.each([
    '/dev/outbox',
    '/dev/outbox/',
    '/dev/outbox/mail-1',
    '/dev/outbox//mail-1',
    `/dev/outbox/${SECRET.slice(0, -1)}`,
    `/dev/outbox/${SECRET.toUpperCase()}/mail-1`,
    `/dev/outbox/${SECRET}x/mail-1`,
    '/dev/outbox/%00/mail-1',
  ])('responds 404 without its secret address: %s', async (path) => {
    await send('mail-1');
    // What a proxy on this machine sends that says nothing of itself is as local as any request.
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain('Welcome');
    expect(body).not.toContain(SECRET);
  });

  test('does not log its address, even when it fails', async () => {
    await get(HOME);
    await rm(dir, { recursive: true });
    await writeFile(dir, 'no directory any more');
    expect((await get(HOME)).status).toBe(500);
    expect(backRoom.lines()).toMatchObject([
      { msg: 'request', path: '/dev/outbox' },
      { msg: 'request failed', path: '/dev/outbox' },
      { msg: 'request', path: '/dev/outbox' },
    ]);
    expect(backRoom.text()).not.toContain(SECRET);
  });

  test.each(['localhost:3000', '127.0.0.1', '[::1]:3000'])(
    'responds under each name of this machine: %s',
    async (host) => {
      expect((await get(HOME, { host })).status).toBe(200);
    },
  );

  test.each(['no-such-mail', '..%2F..%2Fstaff-token', '%00', 'a'.repeat(500)])(
    'responds 404 for anything that is not an email: %s',
    async (id) => {
      expect((await get(`${HOME}/${id}`)).status).toBe(404);
    },
  );
});

test.each<[string, TestServerOptions['app']]>([
  ['when emails are sent', {}],
  [
    'behind a proxy',
    { outbox: { emails: noEmails, secret: SECRET }, trustedProxies: ['10.0.0.0/8'] },
  ],
])('The page of the outbox does not exist %s', async (_, app = {}) => {
  const other = await startTestServer({ app });
  expect((await fetch(other.url + HOME)).status).toBe(404);
  await other.server.close();
});
