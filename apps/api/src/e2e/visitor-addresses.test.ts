import { createServerClient, isClientError } from '@trastienda/shop-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reasonOf } from '../testing/people.ts';
import { type Instance, startBackend, type TestBackend } from '../testing/start-backend.ts';

const SECRET = 'the-secret-of-the-storefront-1234567890';
const NEXT_SECRET = 'the-next-secret-of-the-storefront-0987';
const LIMIT = 10;

let backend: TestBackend;
beforeAll(async () => {
  backend = await startBackend({
    callsPerMinute: LIMIT,
    app: { addressSecrets: [NEXT_SECRET, SECRET] },
  });
});
afterAll(() => backend.stop());

const request = { headers: new Headers() };

/** A page that is rendered for the visitor with this address. */
const pageFor = (
  address: string,
  { secret = SECRET, ...options }: { secret?: string; fetch?: typeof fetch } = {},
  { url }: Instance = backend,
) => createServerClient({ url, forwardedAddress: { secret, address }, ...options }, request);

type Page = ReturnType<typeof pageFor>;

/** Uses all points of the caller, by queries that caches may answer and by others. */
async function useUp(page: Page): Promise<void> {
  for (let call = 0; call < LIMIT; call += 2) {
    await page.catalog.facets.query();
    expect(await reasonOf(page.account.get.query())).toBe('ACTOR_UNAUTHENTICATED');
  }
}

const isLimited = async (page: Page) =>
  page.catalog.facets.query().then(
    () => false,
    (error: unknown) => {
      if (isClientError(error, 'RATE_LIMITED')) return true;
      throw error;
    },
  );

test('The visitors of a rendered page have each their own allowance', async () => {
  const ana = pageFor('198.51.100.1');
  const eva = pageFor('2001:db8:1:2::1', { secret: NEXT_SECRET });
  await useUp(ana);
  expect(await isLimited(ana)).toBe(true);
  expect(await isLimited(eva)).toBe(false);
  // A network of IPv6 is one caller.
  while (!(await isLimited(eva)));
  expect(await isLimited(pageFor('2001:db8:1:2:ffff::9', { secret: NEXT_SECRET }))).toBe(true);
});

test('An address that the server cannot verify counts for the machine that sends it', async () => {
  const forgers = ['198.51.100.11', '198.51.100.12'].map((address) =>
    pageFor(address, { secret: 'a-secret-that-the-server-does-not-know' }),
  );
  const [first, second] = forgers;
  if (first === undefined || second === undefined) return expect.unreachable();
  await useUp(first);
  expect(await isLimited(second)).toBe(true);
  expect(await isLimited(backend.visitor)).toBe(true);
  // A valid header that is sent twice is none either.
  const twice: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    headers.append('x-signed-address', headers.get('x-signed-address') ?? '');
    return fetch(url, { ...init, headers });
  };
  expect(await isLimited(pageFor('198.51.100.13', { fetch: twice }))).toBe(true);
  expect(await isLimited(pageFor('198.51.100.13'))).toBe(false);
});
