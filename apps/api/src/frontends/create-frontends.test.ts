import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallOrigin } from '@trastienda/shop-contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FrontendsConfig } from '../config/frontend-choice.ts';
import { createShopApp } from '../http/create-app.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { testAppOptions } from '../testing/test-app-options.ts';
import { createFrontends } from './create-frontends.ts';

/** A storefront whose only page calls the API as its visitor. */
const STOREFRONT = `export const createStorefront = ({ api, apiUrl }) => ({
  async fetch(request, visitor) {
    if (request.url.endsWith('/fails')) throw new Error('no page');
    const headers = { 'x-request-id': visitor.requestId };
    const answer = await api(new Request(apiUrl + '/trpc/catalog.list', { headers }), visitor);
    return new Response('page ' + answer.status);
  },
});`;

let apps: string;
beforeEach(async () => {
  apps = await mkdtemp(join(tmpdir(), 'trastienda-apps-'));
});
afterEach(() => rm(apps, { recursive: true }));

async function build(path: string, text: string): Promise<void> {
  await mkdir(join(apps, path, '..'), { recursive: true });
  await writeFile(join(apps, path), text);
}

const IF_BUILT = { kind: 'if-built' } as const;

async function start(
  config: Partial<FrontendsConfig> = {},
  trustedProxies: readonly string[] = [],
) {
  const memory = createMemoryLog();
  const origins: CallOrigin[] = [];
  const frontends = await createFrontends({
    config: {
      ...{ storefront: IF_BUILT, backOffice: IF_BUILT },
      ...{ mediaOrigins: ['https://cdn.test'], ...config },
    },
    apps: pathToFileURL(`${apps}/`),
    ...{ publicUrl: 'http://shop.test', timeZone: 'UTC', hasStripe: false },
    ...{ mediaUrl: 'https://media.test/images', trustedProxies, log: memory.log },
  });
  const api = createShopApp(
    testAppOptions(memory.log, {
      trustedProxies,
      consume: async (_call, origin) => void origins.push(origin),
    }),
  );
  const site = frontends.serve(api);
  const get = async (path: string, headers: Record<string, string> = {}) =>
    site.fetch(new Request(`http://shop.test${path}`, { headers }), {
      socketAddress: '192.0.2.7',
    });
  return { ...memory, frontends, origins, get };
}

describe('A server without built frontends', () => {
  test('is the API alone, and says so in its log', async () => {
    const { frontends, get, lines } = await start();
    expect([frontends.hasStorefront, frontends.backOfficePath]).toEqual([false, null]);
    expect(await (await get('/')).json()).toMatchObject({ name: 'trastienda' });
    expect((await get('/admin')).status).toBe(404);
    const messages = lines().map(({ msg }) => msg);
    expect(messages).toContain('the storefront is not built');
    expect(messages).toContain('the back office is not built');
  });

  test('does not start when it has to serve one', async () => {
    const required = { kind: 'required', dir: null } as const;
    await expect(start({ storefront: required })).rejects.toThrow(
      /TRASTIENDA_STOREFRONT needs a build/,
    );
    const dir = join(apps, 'elsewhere');
    await expect(start({ backOffice: { kind: 'required', dir } })).rejects.toThrow(dir);
  });
});

test('A server knows the frontends that another one has under its public URL', async () => {
  const elsewhere = { kind: 'elsewhere' } as const;
  const { frontends, get } = await start({ storefront: elsewhere, backOffice: elsewhere });
  expect([frontends.hasStorefront, frontends.backOfficePath]).toEqual([true, '/admin']);
  expect((await get('/admin')).status).toBe(404);
});

describe('A server with built frontends', () => {
  beforeEach(async () => {
    await build('storefront/dist/server/index.js', STOREFRONT);
    await build('back-office/dist/client/index.html', '<!doctype html><script>one()</script>');
  });

  test('serves them, and neither of them when they are off', async () => {
    const { get } = await start();
    expect(await (await get('/products/mug')).text()).toBe('page 200');
    const admin = await get('/admin');
    expect(await admin.text()).toContain('one()');
    expect(admin.headers.get('content-security-policy')).toContain(
      "img-src 'self' data: blob: http://shop.test https://media.test https://cdn.test;",
    );
    expect(await (await get('/administrators')).text()).toBe('page 200');
    const off = await start({ storefront: { kind: 'off' }, backOffice: { kind: 'off' } });
    expect((await off.get('/products/mug')).status).toBe(404);
    expect((await off.get('/admin')).status).toBe(404);
  });

  test('serves builds of other places', async () => {
    await build('mine/server/index.js', STOREFRONT.replace('page ', 'mine '));
    const { get } = await start({
      storefront: { kind: 'required', dir: join(apps, 'mine') },
      backOffice: { kind: 'off' },
    });
    expect(await (await get('/')).text()).toBe('mine 200');
  });

  test('counts calls of a page for its visitor, under the id of the request', async () => {
    const { get, origins } = await start();
    const page = await get('/', { 'x-request-id': 'page-1', 'x-forwarded-for': '198.51.100.1' });
    expect(page.headers.get('x-request-id')).toBe('page-1');
    expect(origins).toMatchObject([{ source: '192.0.2.7', requestId: 'page-1' }]);
  });

  test('knows the visitors behind a trusted proxy', async () => {
    const { get, origins } = await start({}, ['192.0.2.7/32']);
    await get('/', { 'x-forwarded-for': '198.51.100.1' });
    expect(origins).toMatchObject([{ source: '198.51.100.1' }]);
  });

  test('keeps the links of emails that end a subscription', async () => {
    const { get } = await start();
    expect(await (await get('/newsletter/unsubscribe')).text()).toBe('page 200');
    expect((await get('/newsletter/unsubscribe/token')).status).toBe(405);
  });
});
