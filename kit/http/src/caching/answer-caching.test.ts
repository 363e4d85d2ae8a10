import { createHash } from 'node:crypto';
import { BaseError } from '@trastienda/base';
import { afterEach, describe, expect, test } from 'vitest';
import { compressAnswers } from '../node/compress-answers.ts';
import {
  STAFF_TOKEN,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../testing/start-test-server.ts';

let backRoom: TestServer;
async function start(options: TestServerOptions = {}) {
  backRoom = await startTestServer(options);
  return backRoom.url;
}
afterEach(() => backRoom.server.close());

const withInput = (path: string, input: unknown) =>
  `/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
const NOTE = withInput('notes.published', { slug: 'note' });
const LIST = '/trpc/notes.listPublished';
const APP = 'https://app.example';

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** What a response says to caches. */
function cachingOf({ status, headers }: Response) {
  const names = ['cache-control', 'cdn-cache-control', 'cache-tag', 'etag', 'vary'] as const;
  return { status, ...Object.fromEntries(names.map((name) => [name, headers.get(name)])) };
}

const NOT_STORED = {
  'cache-control': 'no-store',
  'cdn-cache-control': null,
  'cache-tag': null,
  etag: null,
};
const FOR_ITS_BROWSER = {
  'cache-control': 'private, max-age=0, must-revalidate',
  'cdn-cache-control': null,
  'cache-tag': null,
  etag: expect.stringMatching(/^"[\w-]{43}"$/),
};

describe('An answer to a query that declares `cache`', () => {
  test('gives its lifetime and tags to shared caches, and a validator to browsers', async () => {
    const response = await fetch((await start()) + LIST);
    expect(cachingOf(response)).toEqual({
      status: 200,
      'cache-control': 'public, max-age=0, must-revalidate',
      'cdn-cache-control': 'max-age=60, stale-while-revalidate=600',
      'cache-tag': expect.stringMatching(/^notes,note:note-1,.*,note:note-24$/),
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
      vary: null,
    });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('etag')).toBe(`"${hashOf(await response.text())}"`);
  });

  test.each(['"TAG"', 'W/"TAG"', '"other", W/"TAG", "more"', '*'])(
    'is a 304 without a body for a caller that has it: %s',
    async (ifNoneMatch) => {
      const url = (await start()) + NOTE;
      const first = await fetch(url);
      const etag = first.headers.get('etag') ?? '';
      const headers = { 'if-none-match': ifNoneMatch.replace('"TAG"', etag) };
      const again = await fetch(url, { headers });
      expect(await again.text()).toBe('');
      const isWeak = ifNoneMatch.includes('W/');
      expect(cachingOf(again)).toEqual({
        ...{ ...cachingOf(first), status: 304 },
        ...(isWeak && { etag: `W/${etag}` }),
      });
      expect(again.headers.has('content-type')).toBe(false);
    },
  );

  test('is whole for a caller that has another one', async () => {
    let text = 'first';
    const get = async (slug: string) => ({ slug, text });
    const url = (await start({ notes: { get } })) + NOTE;
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    text = 'second';
    const changed = await fetch(url, { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain('second');
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  test('holds no request id, which the log has', async () => {
    const headers = { 'x-request-id': 'asked-by-the-test' };
    const response = await fetch((await start()) + NOTE, { headers });
    expect(response.headers.has('x-request-id')).toBe(false);
    expect(await response.text()).not.toContain('asked-by-the-test');
    expect(backRoom.text()).toContain('asked-by-the-test');
  });

  test('is the same for a caller with credentials', async () => {
    const url = (await start()) + NOTE;
    const visitor = await fetch(url);
    for (const headers of [
      { authorization: `Bearer ${STAFF_TOKEN}` },
      { cookie: 'theme=dark' },
      { 'app-session': 'token' },
    ]) {
      const response = await fetch(url, { headers });
      expect(cachingOf(response)).toEqual(cachingOf(visitor));
    }
  });

  test('is not stored when it ends the caller’s session', async () => {
    const headers = { cookie: 'app=ts_ended' };
    const response = await fetch((await start()) + NOTE, { headers });
    expect(cachingOf(response)).toMatchObject({ status: 200, ...NOT_STORED });
    expect(response.headers.get('app-session')).toBe('ended');
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(response.headers.has('x-request-id')).toBe(true);
  });

  test('is for its browser alone when its tags do not fit into a header', async () => {
    const items = Array.from({ length: 32 }, (_, i) => ({ slug: `n-${i}`, text: '' }));
    const list = async () => ({ items, nextCursor: null });
    const response = await fetch((await start({ notes: { list } })) + LIST);
    expect(cachingOf(response)).toEqual({ status: 200, ...FOR_ITS_BROWSER, vary: null });
    expect(response.headers.has('x-request-id')).toBe(false);
  });

  test('encodes tags for the header', async () => {
    const get = async () => ({ slug: 'camisa-año, a b', text: '' });
    const response = await fetch((await start({ notes: { get } })) + NOTE);
    expect(response.headers.get('cache-tag')).toBe('note:camisa-a%C3%B1o%2C%20a%20b');
  });

  test('varies by nothing but its compression', async () => {
    const url = (await start({ app: { compress: compressAnswers(), corsOrigins: [APP] } })) + LIST;
    const packed = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('vary')).toBe('accept-encoding');
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const etag = packed.headers.get('etag') ?? '';
    // Its bytes are not those of the plain body.
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
    const headers = { 'accept-encoding': 'gzip', 'if-none-match': etag };
    const unchanged = await fetch(url, { headers });
    expect(cachingOf(unchanged)).toEqual({ ...cachingOf(packed), status: 304 });
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
    expect(`W/${plain.headers.get('etag')}`).toBe(etag);
    // Stored for others, an uncompressed answer must vary by it, too.
    const known = await fetch(url, { headers: { cookie: 'a=b', 'accept-encoding': 'gzip' } });
    expect(known.headers.get('vary')).toBe('accept-encoding');
  });

  test('survives a tag with half of a character', async () => {
    const get = async () => ({ slug: 'a\ud800', text: '' });
    const response = await fetch((await start({ notes: { get } })) + NOTE);
    expect(response.headers.get('cache-tag')).toBe('note:a%EF%BF%BD');
  });
});

describe('A batch', () => {
  const batch = (...paths: string[]) => {
    const inputs = Object.fromEntries(paths.map((_, index) => [index, { slug: 'note' }]));
    const input = encodeURIComponent(JSON.stringify(inputs));
    return `/trpc/${paths.join(',')}?batch=1&input=${input}`;
  };

  test('of such queries has the shortest lifetime and the tags of all', async () => {
    const url = await start();
    const response = await fetch(url + batch('notes.listPublished', 'notes.published'));
    // A batch may also be asked for as a stream, which is never stored.
    expect(cachingOf(response)).toMatchObject({
      'cdn-cache-control': 'max-age=10',
      'cache-tag': expect.stringMatching(/^notes,note:note-1,.*,note:note$/),
      vary: 'trpc-accept, accept',
    });
    expect(response.headers.get('etag')).toBe(`"${hashOf(await response.text())}"`);
  });

  test.each([
    ['another query', batch('notes.published', 'notes.get')],
    ['an unknown procedure', batch('notes.published', 'no.such')],
    ['a mutation', batch('notes.published', 'notes.create')],
  ])('with %s is not stored', async (_, path) => {
    expect(cachingOf(await fetch((await start()) + path))).toMatchObject(NOT_STORED);
  });

  test('with a failed call is not stored', async () => {
    const inputs = JSON.stringify({ 0: { slug: 'note' }, 1: { slug: 'absent' } });
    const path = `notes.published,notes.published?batch=1&input=${encodeURIComponent(inputs)}`;
    const response = await fetch(`${await start()}/trpc/${path}`);
    expect(cachingOf(response)).toMatchObject({ status: 207, ...NOT_STORED });
  });

  test('that is streamed is not stored', async () => {
    const headers = { 'trpc-accept': 'application/jsonl' };
    const response = await fetch((await start()) + batch('notes.published'), { headers });
    expect(await response.text()).toContain('The text of note');
    expect(cachingOf(response)).toMatchObject({ status: 200, ...NOT_STORED });
  });
});

describe('A page of another origin', () => {
  const app = { corsOrigins: [APP] };

  test('gets an answer that names it and that no other cache stores', async () => {
    const url = (await start({ app })) + NOTE;
    const response = await fetch(url, { headers: { origin: APP } });
    expect(cachingOf(response)).toEqual({ status: 200, ...FOR_ITS_BROWSER, vary: 'Origin' });
    expect(response.headers.get('access-control-allow-origin')).toBe(APP);
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    const headers = { origin: APP, 'if-none-match': response.headers.get('etag') ?? '' };
    const again = await fetch(url, { headers });
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe(APP);
  });

  test('may read what shared caches store, which names no origin', async () => {
    const { headers } = await fetch((await start({ app })) + NOTE);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
    expect(headers.has('access-control-expose-headers')).toBe(false);
    expect(headers.has('vary')).toBe(false);
    expect(headers.get('cdn-cache-control')).toBe('max-age=10');
  });

  test('makes no difference where no other origin may call', async () => {
    const response = await fetch((await start()) + NOTE, { headers: { origin: APP } });
    expect(response.headers.get('cdn-cache-control')).toBe('max-age=10');
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('Nothing else is stored:', () => {
  test.each([
    ['a query without a cache', '/trpc/notes.count', {}, 200],
    ['a failure', withInput('notes.published', { slug: 'absent' }), {}, 404],
    ['invalid input', withInput('notes.published', { slug: 7 }), {}, 400],
    ['a rejected token', NOTE, { headers: { authorization: 'Bearer x' } }, 401],
    ['a HEAD request', NOTE, { method: 'HEAD' }, 204],
    ['a query by POST', '/trpc/notes.listPublished', { method: 'POST' }, 415],
    ['health', '/healthz', {}, 200],
  ])('%s', async (_, path, init, status) => {
    const response = await fetch((await start()) + path, init);
    expect(cachingOf(response)).toMatchObject({ status, ...NOT_STORED });
    expect(response.headers.has('x-request-id')).toBe(true);
  });

  test('a failure of the server', async () => {
    const get = () => Promise.reject(new Error('a bug'));
    const response = await fetch((await start({ notes: { get } })) + NOTE);
    expect(cachingOf(response)).toMatchObject({ status: 500, ...NOT_STORED });
  });

  test('an answer that could not be compressed', async () => {
    const compress: NonNullable<TestServerOptions['app']>['compress'] = async (_, next) => {
      await next();
      throw new BaseError('INTERNAL');
    };
    const response = await fetch((await start({ app: { compress } })) + NOTE);
    expect(response.status).toBe(500);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('cdn-cache-control')).toBe(false);
  });

  test('a rejection by a limit', async () => {
    const consume = () =>
      Promise.reject(new BaseError('RATE_LIMITED', { details: { retryAfterSeconds: 7 } }));
    const response = await fetch((await start({ app: { consume } })) + NOTE);
    expect(cachingOf(response)).toMatchObject({ status: 429, ...NOT_STORED });
  });
});
