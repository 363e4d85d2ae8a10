import { type ClientOptions, createServerClient } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { newEmail, openBrowser, PASSWORD, register, signIn } from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();
beforeEach(() => backend.server.clear());

interface Exchange {
  readonly url: string;
  readonly sent: Record<string, string>;
  readonly credentials: RequestInit['credentials'];
  readonly response: Response;
}

/** Returns a `fetch` that notes what it sends for the catalog, and what the server answers. */
function recorder() {
  const exchanges: Exchange[] = [];
  const record: ClientOptions['fetch'] = async (url, init) => {
    const response = await fetch(url, init);
    if (!url.includes('/catalog.')) return response;
    const sent = Object.fromEntries(new Headers(init.headers));
    exchanges.push({ url, sent, credentials: init.credentials, response });
    return response;
  };
  return { exchanges, record };
}

async function createProduct() {
  return backend.staff.admin.products.create.mutate(productFixture());
}

describe('A query of the catalog by the client', () => {
  test('gets an answer that caches store, by a URL that is the same for every caller', async () => {
    const { slug } = await createProduct();
    const { exchanges, record } = recorder();
    const [visitor, staff] = [
      backend.client({ fetch: record }),
      backend.client({ fetch: record, token: backend.staffToken }),
    ];
    await visitor.catalog.list.query({ limit: 5, search: 'shirt' });
    await staff.catalog.list.query({ search: 'shirt', limit: 5 });
    await staff.catalog.get.query({ slug });
    expect(exchanges[0]?.url).toBe(exchanges[1]?.url);
    for (const { response, url } of exchanges) {
      expect(response.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
      expect(response.headers.get('cdn-cache-control')).toMatch(/^max-age=\d+/);
      expect(response.headers.get('cache-tag')).toBeTruthy();
      // What the browser does by itself.
      const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
      const again = await fetch(url, { headers });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
  });

  test('says nothing of who is signed in, by token or by cookie', async () => {
    const { slug } = await createProduct();
    const email = newEmail();
    await register(backend, email);
    const { exchanges, record } = recorder();
    const program = await signIn(backend, email, PASSWORD, { fetch: record });
    await program.client.catalog.get.query({ slug });
    const page = backend.client({ fetch: record, session: { kind: 'cookie' } });
    await page.catalog.get.query({ slug });
    expect(exchanges.map(({ sent, credentials }) => ({ sent, credentials }))).toEqual([
      { sent: {}, credentials: 'omit' },
      { sent: {}, credentials: 'omit' },
    ]);
  });

  test('neither notices nor ends a session, whose next call does', async () => {
    const { slug } = await createProduct();
    const email = newEmail();
    await register(backend, email);
    const ended: (string | null)[] = [];
    const onSessionEnded = ({ token }: { token: string | null }) => ended.push(token);
    const { client, token } = await signIn(backend, email, PASSWORD, { onSessionEnded });
    const other = await signIn(backend, email);
    await other.client.account.revokeOtherSessions.mutate();
    await client.catalog.get.query({ slug });
    expect(ended).toEqual([]);
    await client.catalog.get.query({ slug }, { context: { cached: false } });
    expect(ended).toEqual([token]);
  });

  test('of a page that a server renders has nothing of its visitor', async () => {
    const { slug } = await createProduct();
    const email = newEmail();
    await register(backend, email);
    const browser = openBrowser(backend);
    await browser.client.auth.signIn.mutate({ email, password: PASSWORD });
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { exchanges, record } = recorder();
    const headers = new Headers({ cookie, origin: backend.url });
    const client = createServerClient({ url: backend.url, fetch: record }, { headers });
    const [account] = await Promise.all([
      client.account.get.query(),
      client.catalog.get.query({ slug }),
    ]);
    expect(account.email).toBe(email);
    expect(exchanges.map(({ sent }) => sent)).toEqual([{}]);
    expect(exchanges[0]?.response.headers.get('cache-control')).toMatch(/^public/);
  });

  test('that asks for a fresh answer is made as its caller', async () => {
    const { slug } = await createProduct();
    const { exchanges, record } = recorder();
    const staff = backend.client({ fetch: record, token: backend.staffToken });
    await staff.catalog.get.query({ slug }, { context: { cached: false } });
    expect(exchanges.map(({ sent }) => sent)).toEqual([
      { authorization: `Bearer ${backend.staffToken}`, 'cache-control': 'no-cache' },
    ]);
  });
});
