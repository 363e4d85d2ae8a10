import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { demoPictures } from './demo-pictures.ts';

const CATALOG = new URL('../../demo/catalog.csv', import.meta.url);
const app = new Hono().route('/demo/pictures', demoPictures());
const request = (file: string) => app.request(`/demo/pictures/${file}`);

test('Every picture of the demo catalog exists', async () => {
  const csv = await readFile(CATALOG, 'utf8');
  const files = [...csv.matchAll(/https:\/\/images\.example\.com\/([^,"]+)/g)].map(
    ([, file = '']) => file,
  );
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const response = await request(file);
    expect([file, response.status]).toEqual([file, 200]);
    expect(response.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    expect(await response.text()).toMatch(/^<svg .*<\/svg>$/);
  }
});

test('Pages of any origin may show a picture, which cannot run scripts', async () => {
  const { headers } = await request('taza-de-gres-1.svg');
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test.each(['taza-de-gres-0.svg', 'taza-de-gres-9.svg', 'no-such-1.svg', 'constructor-1.svg', 'x'])(
  'An unknown picture is not found: %s',
  async (file) => {
    expect((await request(file)).status).toBe(404);
  },
);
