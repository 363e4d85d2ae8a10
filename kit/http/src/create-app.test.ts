import { at } from '@trastienda/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { compressAnswers } from './node/compress-answers.ts';
import {
  STAFF_TOKEN,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from './testing/start-test-server.ts';
import { startedSession } from './testing/started-session.ts';

let backRoom: TestServer;
async function start(app: NonNullable<TestServerOptions['app']> = {}) {
  backRoom = await startTestServer({ app });
  return backRoom.url;
}
afterEach(() => backRoom.server.close());

const LIST = '/trpc/notes.list?input=%7B%7D';

describe('The addresses beside the procedures', () => {
  test('/healthz answers without the database', async () => {
    const ping = vi.fn(() => Promise.reject(new Error('gone')));
    const response = await fetch(`${await start({ database: { ping } })}/healthz`);
    expect(response.status).toBe(200);
    expect(ping).not.toHaveBeenCalled();
  });

  test('/readyz is 200 when the database answers', async () => {
    const response = await fetch(`${await start()}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ready' });
  });

  test('/readyz is 503 when the database fails, and tells the reason only to the log', async () => {
    const ping = () => Promise.reject(new Error('mongodb://user:password@host is gone'));
    const response = await fetch(`${await start({ database: { ping } })}/readyz`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    const body = await response.json();
    expect(body).toEqual({ status: 'unavailable', reason: 'DATABASE_UNAVAILABLE' });
    expect(backRoom.lines()).toContainEqual(expect.objectContaining({ msg: 'not ready' }));
  });

  test('/readyz is 503 when the database does not respond, and shares one ping among waiting requests', async () => {
    const ping = vi.fn(() => new Promise<void>(() => {}));
    const url = await start({ database: { ping } });
    const responses = await Promise.all([fetch(`${url}/readyz`), fetch(`${url}/readyz`)]);
    expect(responses.map(({ status }) => status)).toEqual([503, 503]);
    expect(ping).toHaveBeenCalledOnce();
  });

  test('/readyz is 503 while the process stops', async () => {
    const response = await fetch(`${await start({ closing: AbortSignal.abort() })}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'unavailable', reason: 'SHUTTING_DOWN' });
  });

  test('an unknown address is a 404 with a reason of the error table', async () => {
    const response = await fetch(`${await start()}/admin.php`);
    expect(response.status).toBe(404);
    expect(at(await response.json(), 'error', 'data', 'reason')).toBe('PROCEDURE_NOT_FOUND');
  });
});

describe('Every answer', () => {
  test.each([LIST, '/trpc/no.such', '/nowhere'])(
    'forbids browsers to execute it: %s',
    async (path) => {
      const { headers } = await fetch((await start()) + path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.has('strict-transport-security')).toBe(false);
      expect(headers.has('x-powered-by')).toBe(false);
    },
  );
});

describe('A page of another origin', () => {
  const corsOrigins = ['https://app.example', 'http://localhost:5173'];
  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

  test('that is on the list may call, and read the request id', async () => {
    const url = (await start({ corsOrigins })) + LIST;
    const asked = await fetch(url, preflight('https://app.example'));
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    for (const header of ['idempotency-key', 'x-deadline-ms', 'cache-control', 'last-event-id']) {
      expect(asked.headers.get('access-control-allow-headers')).toContain(header);
    }
    expect(asked.headers.get('access-control-max-age')).toBe('7200');

    const called = await fetch(url, { headers: { origin: 'https://app.example' } });
    expect(called.status).toBe(200);
    expect(called.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(called.headers.get('access-control-expose-headers')).toContain('x-request-id');
    expect(called.headers.get('vary')).toMatch(/origin/i);
    // With cookies, so the header must name this one origin, never `*`.
    expect(called.headers.get('access-control-allow-credentials')).toBe('true');
  });

  test('that is on the list may ask for its session’s token, and see that a session has ended', async () => {
    const url = (await start({ corsOrigins })) + LIST;
    const asked = await fetch(url, preflight('https://app.example'));
    expect(asked.headers.get('access-control-allow-headers')).toContain('app-session');
    expect(asked.headers.get('access-control-allow-credentials')).toBe('true');
    const headers = { origin: 'https://app.example' };
    const called = await fetch(url, { headers });
    expect(called.headers.get('access-control-expose-headers')).toContain('app-session');
    expect(called.headers.get('access-control-expose-headers')).toContain('retry-after');
  });

  test('that is on the list can read failures too', async () => {
    const url = await start({ corsOrigins });
    for (const path of ['/trpc/no.such', '/trpc/%E0%A4%A']) {
      const response = await fetch(url + path, { headers: { origin: 'https://app.example' } });
      expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example');
    }
  });

  test.each([
    'https://app.example.evil.example',
    'https://evil-app.example',
    'http://app.example',
    'https://app.example:444',
    'null',
  ])('that is not on the list may not call: %s', async (origin) => {
    const url = (await start({ corsOrigins })) + LIST;
    const asked = await fetch(url, preflight(origin));
    expect(asked.headers.has('access-control-allow-origin')).toBe(false);
    const called = await fetch(url, { headers: { origin } });
    expect(called.headers.has('access-control-allow-origin')).toBe(false);
    // Or one page's answer could be given to another by a cache.
    expect(called.headers.get('vary')).toMatch(/origin/i);
  });

  test('may not call over plain HTTP when the server is behind TLS, even if it is on the list', async () => {
    const publicUrl = () => 'https://api.app.example';
    const plain = 'http://app.example';
    const url = (await start({ corsOrigins: [plain, 'https://app.example'], publicUrl })) + LIST;
    const allowed = async (origin: string) =>
      (await fetch(url, preflight(origin))).headers.get('access-control-allow-origin');
    expect(await allowed(plain)).toBeNull();
    expect(await allowed('https://app.example')).toBe('https://app.example');
  });

  test('may not call while the list is empty', async () => {
    const url = (await start()) + LIST;
    const asked = await fetch(url, preflight('https://app.example'));
    expect(asked.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('Compression', () => {
  async function raw(url: string, headers: Record<string, string>) {
    // `fetch` unpacks; only the length that was sent tells.
    const response = await fetch(url, { headers });
    return { response, body: await response.arrayBuffer() };
  }

  test('makes the response to a visitor smaller without changing its content', async () => {
    const url = (await start({ compress: compressAnswers() })) + LIST;
    const plain = await raw(url, { 'accept-encoding': 'identity' });
    const packed = await raw(url, { 'accept-encoding': 'br;q=1, gzip;q=0.8' });
    expect(packed.response.headers.get('content-encoding')).toBe('gzip');
    expect(packed.response.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(plain.response.headers.has('content-encoding')).toBe(false);
    expect(plain.response.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(new Uint8Array(packed.body)).toEqual(new Uint8Array(plain.body));
    expect(Number(packed.response.headers.get('content-length'))).toBeLessThan(
      plain.body.byteLength / 3,
    );
  });

  test.each([
    ['to staff', { authorization: `Bearer ${STAFF_TOKEN}` }],
    ['to a session', { cookie: 'a=b' }],
    ['to a client that does not accept it', { 'accept-encoding': 'gzip;q=0' }],
  ])('does not apply %s', async (_, headers) => {
    const url = (await start({ compress: compressAnswers() })) + LIST;
    const { response } = await raw(url, { 'accept-encoding': 'gzip', ...headers });
    expect(response.status).toBe(200);
    expect(response.headers.has('content-encoding')).toBe(false);
  });

  test('does not apply to mutations, whose response may contain the token of a new session', async () => {
    const token = `ts_${'a'.repeat(3000)}`;
    backRoom = await startTestServer({
      app: { compress: compressAnswers() },
      notes: { signIn: async () => startedSession(token) },
    });
    const { url } = backRoom;
    const { headers, status } = await fetch(`${url}/trpc/auth.signIn`, {
      method: 'POST',
      body: JSON.stringify({ email: 'ana@app.example', password: 'x' }),
      headers: {
        'content-type': 'application/json',
        'app-session': 'token',
        'accept-encoding': 'gzip',
      },
    });
    expect(status).toBe(200);
    expect(headers.has('content-encoding')).toBe(false);
  });

  test('does not apply to small responses and streamed batches', async () => {
    const url = await start({ compress: compressAnswers() });
    const gzip = { 'accept-encoding': 'gzip' };
    const small = await raw(`${url}/trpc/no.such`, gzip);
    expect(small.response.status).toBe(404);
    expect(small.response.headers.has('content-encoding')).toBe(false);
    const input = encodeURIComponent('{"0":{}}');
    const streamed = await raw(`${url}/trpc/notes.list?batch=1&input=${input}`, {
      ...gzip,
      'trpc-accept': 'application/jsonl',
    });
    expect(streamed.response.status).toBe(200);
    expect(streamed.response.headers.has('content-encoding')).toBe(false);
  });
});
