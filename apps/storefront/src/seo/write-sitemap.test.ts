import { expect, test } from 'vitest';
import { writeSitemap } from './write-sitemap.ts';

const origin = 'https://shop.example';

async function write(pages: readonly (readonly string[])[]): Promise<string> {
  const parts: string[] = [];
  const sitemap = writeSitemap({
    origin,
    paths: ['/', '/products?type=A & B'],
    async listProducts(cursor) {
      const index = Number(cursor ?? 0);
      const items = (pages[index] ?? []).map((slug) => ({ slug }));
      return { items, nextCursor: index + 1 < pages.length ? String(index + 1) : null };
    },
  });
  for await (const part of sitemap) parts.push(part);
  return parts.join('');
}

test('A sitemap has each page in each language, with links between them', async () => {
  const xml = await write([['shirt'], ['mug']]);
  const addresses = Array.from(xml.matchAll(/<loc>([^<]*)<\/loc>/g), ([, address]) => address);
  expect(addresses).toEqual([
    'https://shop.example/',
    'https://shop.example/en',
    'https://shop.example/products?type=A &amp; B',
    'https://shop.example/en/products?type=A &amp; B',
    'https://shop.example/products/shirt',
    'https://shop.example/en/products/shirt',
    'https://shop.example/products/mug',
    'https://shop.example/en/products/mug',
  ]);
  expect(xml).toContain(
    '<xhtml:link rel="alternate" hreflang="x-default" href="https://shop.example/products/mug"/>',
  );
  expect(xml.endsWith('</urlset>\n')).toBe(true);
});

test('A large catalog stays within the bounds of a sitemap', async () => {
  const slugs = Array.from({ length: 1000 }, (_, index) => `product-${index}`);
  const xml = await write(Array.from({ length: 60 }, () => slugs));
  expect(xml.match(/<loc>/g)?.length).toBeLessThanOrEqual(50_000);
});
