import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';
import { STAFF_TOKEN, useTestServer } from '../testing/start-test-server.ts';

const consumed: number[] = [];
const counting = await useTestServer({
  app: { consume: async ({ cost }) => void consumed.push(cost), maxBatch: 5 },
});

interface Sent {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a target as it is written: `fetch` would put it in order first. */
async function send(url: string, target: string, { method, headers = {}, body = '' }: Sent) {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path: target, method, headers });
  const arrived: Promise<[IncomingMessage]> = once(sent, 'response').then(([answer]) => [answer]);
  sent.end(body);
  const [answer] = await arrived;
  await buffer(answer);
  return answer.statusCode ?? 0;
}

/** Points that a request consumes. */
async function consumedFor(target: string, sent: Sent) {
  consumed.length = 0;
  await send(counting.url, target, sent);
  return consumed.reduce((sum, cost) => sum + cost, 0);
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = {
  headers: { 'content-type': 'multipart/form-data; boundary=x' },
  body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
};
const GET = { method: 'GET' };
const POST = { method: 'POST', headers: JSON_TYPE, body: '{}' };

describe('A request below /trpc', () => {
  test.each<[string, Sent, number]>([
    ['/trpc/catalog.list', GET, 1],
    ['/trpc/catalog.list/', GET, 1],
    ['/trpc/catalog%2Elist', GET, 1],
    ['/trpc/catalog.list,catalog.list?batch=1', GET, 2],
    ['/trpc/catalog.list%2Ccatalog.list?%62atch=%31', GET, 2],
    ['/trpc/catalog.list,catalog.list?batch=1&batch=0', GET, 2],
    ['/trpc/catalog.list,no.such,catalog.list?batch=1', GET, 3],
    [
      '/trpc/catalog.list,catalog.list?batch=1',
      { method: 'GET', headers: { 'trpc-accept': 'application/jsonl' } },
      2,
    ],
    ['/trpc/auth.signIn', POST, 10],
    ['/trpc/auth.signIn/', POST, 10],
    ['/trpc/auth.signIn,auth.signOut?batch=1', POST, 11],
    ['/trpc/admin.products.import', { method: 'POST', ...FORM }, 40],
  ])('consumes exactly the points that its calls cost: %s %j', async (target, sent, cost) => {
    expect(await consumedFor(target, sent)).toBe(cost);
  });

  test.each<[string, Sent, number]>([
    ['/trpc', GET, 1],
    ['/trpc/', GET, 1],
    ['/trpc//catalog.list', GET, 1],
    ['/trpc/catalog.list//', GET, 1],
    ['/%74rpc/catalog.list', GET, 1],
    ['/trp%63/catalog.list', GET, 1],
    ['/%74%72%70%63/auth.signIn', POST, 1],
    ['/trpc/catalog%2Flist', GET, 1],
    ['/trpc/%2Fcatalog.list', GET, 1],
    ['/trpc/%2e/catalog.lists', GET, 1],
    ['/trpc/catalog%252Elist', GET, 1],
    ['/trpc/catalog.list,catalog.list?batch=0&batch=1', GET, 1],
    ['/trpc/catalog.list,catalog.list?BATCH=1', GET, 1],
    ['/trpc/no.such,no.more?batch=1', GET, 2],
    ['/trpc/,,?batch=1', GET, 3],
    ['/trpc/a,b,c,d,e,f?batch=1', GET, 1],
    ['/trpc/catalog.list,auth.signIn?batch=1', GET, 1],
    ['/trpc/%E0%A4%A', GET, 1],
    ['/trpc/catalog.list', { method: 'HEAD' }, 1],
    ['/trpc/catalog.list,catalog.list?batch=1', { method: 'HEAD' }, 1],
    ['/trpc/catalog.list', { method: 'OPTIONS' }, 1],
    ['/trpc/catalog.list', { method: 'DELETE' }, 1],
    ['/trpc/auth.signIn', { ...POST, method: 'PUT' }, 1],
    ['/trpc/auth.signIn', { method: 'POST' }, 1],
    ['/trpc/admin.products.import,admin.products.import?batch=1', { method: 'POST', ...FORM }, 1],
    ['/trpc/no.such,no.more?batch=1', { method: 'POST', ...FORM }, 1],
    ['/trpc/catalog.list', { method: 'GET', headers: { 'trpc-accept': 'application/jsonl' } }, 1],
  ])('consumes points even when it makes no call: %s %j', async (target, sent, cost) => {
    expect(await consumedFor(target, sent)).toBe(cost);
  });

  test('consumes at least one point, however it is spelled', async () => {
    const spelled = (...spellings: string[]) => fc.constantFrom(...spellings);
    const target = fc
      .tuple(
        spelled('/trpc', '/%74rpc', '/trp%63', '/t%72pc'),
        // Two dots would lead out of `/trpc`, where another route answers.
        spelled('/', '//', '/./', '/%2e/', '/%2F', '/;/', '/../trpc/', '/x/%2e%2e/'),
        fc
          .array(
            spelled('catalog.list', 'auth.signIn', 'admin.products.import', 'no.such', '%2e', ''),
            {
              maxLength: 7,
            },
          )
          .map((paths) => paths.join(',')),
        spelled('', '/', '//', '%2F', '%00', '%', '%C3', '..x', '/x/..'),
        spelled('', '?batch=1', '?%62atch=1', '?batch=1&batch=0', '?batch=0&batch=1', '?batch=1/'),
      )
      .map((parts) => parts.join(''));
    const sent = fc.record({
      method: spelled('GET', 'POST', 'HEAD', 'PUT', 'OPTIONS', 'DELETE', 'PATCH'),
      headers: fc
        .tuple(
          fc.constantFrom({}, JSON_TYPE, FORM.headers, { 'content-type': 'text/plain' }),
          fc.constantFrom({}, { 'trpc-accept': 'application/jsonl' }),
          fc.constantFrom({}, { authorization: `Bearer ${STAFF_TOKEN}` }, { authorization: 'x' }),
        )
        .map((all) => Object.assign({}, ...all)),
    });
    await fc.assert(
      fc.asyncProperty(target, sent, async (path, init) => {
        expect(await consumedFor(path, init)).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('With a limit of 20 a minute', async () => {
  const backend = await useBackend({ callsPerMinute: 20 });

  test.each<[string, Sent]>([
    ['/%74rpc/catalog.list', GET],
    ['/trp%63/catalog.list', GET],
    ['/trpc/admin.products.import,admin.products.import?batch=1', { method: 'POST', ...FORM }],
    ['/trpc/no.such', GET],
    ['/trpc/catalog.list', { method: 'HEAD' }],
    ['/trpc/catalog.list/', GET],
  ])('a caller is held back after 20 times %s %j', async (target, sent) => {
    await backend.server.clear();
    const { url } = await backend.another();
    const codes: number[] = [];
    for (let call = 0; call < 25; call += 1) codes.push(await send(url, target, sent));
    expect(codes.slice(0, 20)).not.toContain(429);
    expect(codes.slice(20)).toEqual(Array(5).fill(429));
  });
});
