import { expect, test, vi } from 'vitest';
import { createPageCache, PAGE_LIFETIME_MS, type RenderedPage } from './page-cache.ts';

const page = (
  html: string,
  { isShared = () => true, ...init }: ResponseInit & Partial<RenderedPage> = {},
): RenderedPage => ({ response: new Response(html, init), isShared });

const textOf = async (response: Promise<Response>) => (await response).text();

test('A shared page is rendered once, and shown with the nonce of each request', async () => {
  const cache = createPageCache();
  const render = vi.fn(async () => page('<b nonce="one">one</b> <i nonce="one">'));
  expect(await textOf(cache.show('/', 'one', render))).toBe(
    '<b nonce="one">one</b> <i nonce="one">',
  );
  expect(await textOf(cache.show('/', 'two', render))).toBe(
    '<b nonce="two">two</b> <i nonce="two">',
  );
  expect(render).toHaveBeenCalledTimes(1);
});

test('Headers that one visitor gets do not reach the next one', async () => {
  const cache = createPageCache();
  const headers = { 'content-type': 'text/html' };
  const show = () => cache.show('/', 'n', async () => page('', { headers }));
  (await show()).headers.set('x-request-id', 'first');
  const second = await show();
  expect([...second.headers]).toEqual([['content-type', 'text/html']]);
});

function createRendering() {
  let finish: (page: RenderedPage) => void = () => {};
  let fail: (reason: Error) => void = () => {};
  const rendering = new Promise<RenderedPage>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  return { render: vi.fn(() => rendering), finish, fail };
}

test('Visitors who come while a page is rendered wait for it', async () => {
  const cache = createPageCache();
  const { render, finish } = createRendering();
  const shown = ['a', 'b', 'c'].map((nonce) => textOf(cache.show('/', nonce, render)));
  finish(page('nonce a'));
  expect(await Promise.all(shown)).toEqual(['nonce a', 'nonce b', 'nonce c']);
  expect(render).toHaveBeenCalledTimes(1);
});

test('A rendering that fails fails for its own visitor alone', async () => {
  const cache = createPageCache();
  const { render, fail } = createRendering();
  const failing = textOf(cache.show('/', 'a', render));
  const waiting = textOf(cache.show('/', 'b', async () => page('whole')));
  fail(new Error('The visitor has left.'));
  await expect(failing).rejects.toThrow('left');
  expect(await waiting).toBe('whole');
  expect(await textOf(cache.show('/', 'c', async () => page('another')))).toBe('whole');
});

test.each([
  ['of one visitor', () => page('x', { isShared: () => false })],
  ['that is missing', () => page('x', { status: 404 })],
  [
    'that turns out to be incomplete while it is written',
    () => {
      const answers = [true, false];
      return page('x', { isShared: () => answers.shift() ?? false });
    },
  ],
])('A page %s is rendered for each request', async (_, rendered) => {
  const cache = createPageCache();
  const render = vi.fn(async () => rendered());
  for (const nonce of ['a', 'b']) expect(await textOf(cache.show('/', nonce, render))).toBe('x');
  expect(render).toHaveBeenCalledTimes(2);
});

test('A page is rendered again when it is too old, and pages of other keys are others', async () => {
  let now = 1;
  const cache = createPageCache(() => now);
  let count = 0;
  const show = (key: string) =>
    textOf(
      cache.show(key, 'n', async () => {
        count += 1;
        return page(`page ${count}`);
      }),
    );
  expect([await show('/a'), await show('/b'), await show('/a')]).toEqual([
    'page 1',
    'page 2',
    'page 1',
  ]);
  now += PAGE_LIFETIME_MS + 1;
  expect(await show('/a')).toBe('page 3');
});

test('The cache is bounded: the pages that were not asked for the longest go first', async () => {
  const cache = createPageCache();
  const render = vi.fn(async () => page('x'.repeat(4 * 1024 * 1024)));
  for (const key of ['/1', '/2', '/3', '/4', '/5', '/1', '/5']) await cache.show(key, 'n', render);
  expect(render.mock.calls.length).toBeGreaterThan(5);
  expect(render.mock.calls.length).toBeLessThan(7);
});
