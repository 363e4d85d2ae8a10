import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServerClient } from '@trastienda/shop-client';
import { endChild, type RunningProgram, stopEmbedded } from '@trastienda/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';

let program: RunningProgram;
let dataDir: string;
let url: string;
/** The link that the server prints. */
let signInUrl: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-frontends-'));
  program = runProgram('main.js', [], {
    PORT: '0',
    TRASTIENDA_DATA_DIR: dataDir,
    // Fails the start where they are not built.
    TRASTIENDA_STOREFRONT: 'on',
    TRASTIENDA_BACK_OFFICE: 'on',
  });
  [, url = ''] = await program.waitFor(/"url":"([^"]+)"/);
  [signInUrl = ''] = await program.waitFor(/http\S+\/dev\/sign-in\/\S+/);
});
afterAll(async () => {
  await endChild(program.child);
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(url + path, { headers, redirect: 'manual' });
const nonceOf = ({ headers }: Response) =>
  /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1];

/** Requests a path as it is written: `fetch` would resolve its dots. */
function getAsIs(path: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    httpRequest({ hostname, port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('The storefront at /', () => {
  test('is a page whose scripts have a nonce, another one each time, and which no cache stores', async () => {
    const pages = await Promise.all([get('/', { accept: 'text/html' }), get('/')]);
    for (const page of pages) {
      expect([page.status, page.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(page.headers.get('cache-control')).toBe('private, no-store');
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain('unsafe');
      const scripts = (await page.text()).match(/<script[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonceOf(page)}"`);
    }
    expect(nonceOf(pages[0])).not.toBe(nonceOf(pages[1]));
  });

  test('leaves the paths of the API to the API', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'alive' });
    const list = await get('/trpc/catalog.list');
    expect(list.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await list.json()).toMatchObject({ result: { data: { items: expect.any(Array) } } });
    expect(await (await get('/', { accept: 'application/json' })).json()).toMatchObject({
      procedures: '/trpc',
    });
    const nothing = await get('/trpc/nothing');
    expect([nothing.status, await nothing.json()]).toMatchObject([404, { error: {} }]);
    expect((await get('/docs')).headers.get('content-type')).toMatch(/^text\/html/);
  });

  test('has files that browsers keep for ever, compressed where they accept it', async () => {
    const html = await (await get('/')).text();
    const path = /\/assets\/react-[\w-]+\.js/.exec(html)?.[0] ?? expect.unreachable();
    const plain = await get(path, { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const packed = await get(path, { 'accept-encoding': 'gzip, deflate, br' });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(packed.headers.get('vary')).toBe('accept-encoding');
    expect(await packed.text()).toBe(await plain.text());
    expect((await get('/assets/nothing-12345678.js')).status).toBe(404);
  });

  test.each([
    '/assets/../../server/index.js',
    '/assets/..%2f..%2fserver/index.js',
    '/assets/%2e%2e/%2e%2e/server/index.js',
    '/assets/..\\..\\server\\index.js',
    '/admin/assets/../../../package.json',
    '/admin/assets/..%2f..%2f..%2fpackage.json',
  ])('has no files but those for browsers: %s', async (path) => {
    const { body } = await getAsIs(path);
    expect(body).not.toMatch(/createStorefront|"@trastienda/);
  });

  test('accepts no form of another site, and accepts those of its own pages', async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${url}/`, { method: 'POST', headers, body: new URLSearchParams({ a: '1' }) });
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
    ]) {
      const refused = await post(headers);
      expect([refused.status, refused.headers.get('set-cookie')]).toEqual([403, null]);
    }
    for (const headers of [{ origin: url }, { 'sec-fetch-site': 'same-origin' }]) {
      expect((await post(headers)).status).not.toBe(403);
    }
    const large = await fetch(`${url}/`, {
      method: 'POST',
      headers: { origin: url },
      body: 'a'.repeat(70_000),
    });
    expect(large.status).toBe(413);
  });
});

describe('The back office at /admin', () => {
  test('is one page for all its paths, whose policy names its inline scripts by hash', async () => {
    const [page, deep] = await Promise.all([get('/admin'), get('/admin/orders/1?tab=notes')]);
    const html = await page.text();
    expect(await deep.text()).toBe(html);
    const policy = page.headers.get('content-security-policy') ?? '';
    const inline = Array.from(
      html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g),
      ([, text]) => text,
    );
    expect(inline.length).toBeGreaterThan(0);
    for (const text of inline) {
      const hash = createHash('sha256')
        .update(text ?? '')
        .digest('base64');
      expect(policy).toContain(`'sha256-${hash}'`);
    }
    expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });

  test('has its files below /admin/assets', async () => {
    const html = await (await get('/admin')).text();
    const path = /\/admin\/assets\/[\w.-]+\.js/.exec(html)?.[0] ?? expect.unreachable();
    const file = await get(path);
    expect(file.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(file.headers.get('cache-control')).toContain('immutable');
    const missing = await get('/admin/assets/nothing.js');
    expect(missing.status).toBe(404);
  });
});

describe('The printed link', () => {
  test('signs in as the owner once, on this machine only, with the cookie of a sign-in', async () => {
    // What comes through a proxy may be from anywhere, and does not use the link up.
    const elsewhere = { 'x-forwarded-for': '192.0.2.1' };
    expect((await fetch(signInUrl, { headers: elsewhere })).status).toBe(404);
    expect((await fetch(signInUrl, { method: 'HEAD' })).status).toBe(200);
    const signedIn = await fetch(signInUrl, { redirect: 'manual' });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/admin']);
    const [line = ''] = signedIn.headers.getSetCookie();
    expect(line).toMatch(/^trastienda=ts_\S+; .*HttpOnly; SameSite=Lax$/);

    const headers = new Headers({ cookie: line.split(';')[0] ?? '' });
    const owner = createServerClient({ url }, { headers });
    expect(await owner.account.get.query()).toMatchObject({ role: 'owner' });

    const again = await fetch(signInUrl, { redirect: 'manual' });
    expect([again.status, again.headers.getSetCookie()]).toEqual([410, []]);
  });
});
