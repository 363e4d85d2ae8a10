import { DEFAULT_LOCALE, LOCALES, localizePath } from '../i18n/locales.ts';

/** A page of products, as `catalog.list` answers. */
interface Page {
  readonly items: readonly { readonly slug: string }[];
  readonly nextCursor: string | null;
}

export interface SitemapOptions {
  /** Origin of the pages. */
  readonly origin: string;
  /** Pages beside those of products, without a language. */
  readonly paths: readonly string[];
  /** Returns the products after a cursor, null for the first ones. */
  readonly listProducts: (cursor: string | null) => Promise<Page>;
}

/** A sitemap has at most 50,000 addresses: each product has one in each language. */
const MAX_PRODUCTS = Math.floor(40_000 / LOCALES.length);

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

/** Writes the address of a page in each language, each with links to the others. */
function writePage(origin: string, path: string): string {
  const addressIn = (locale: (typeof LOCALES)[number]) =>
    escapeXml(origin + localizePath(path, locale));
  const alternates = [
    ...LOCALES.map((one) => [one, one] as const),
    ['x-default', DEFAULT_LOCALE] as const,
  ]
    .map(
      ([name, locale]) =>
        `<xhtml:link rel="alternate" hreflang="${name}" href="${addressIn(locale)}"/>`,
    )
    .join('');
  return LOCALES.map((one) => `<url><loc>${addressIn(one)}</loc>${alternates}</url>\n`).join('');
}

/**
 * Writes the sitemap page by page, so that a large catalog is never in memory. A failure ends it
 * before its end, and search engines keep the one that they have.
 */
export async function* writeSitemap({
  origin,
  paths,
  listProducts,
}: SitemapOptions): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n';
  yield paths.map((path) => writePage(origin, path)).join('');
  let cursor: string | null = null;
  let written = 0;
  do {
    const page: Page = await listProducts(cursor);
    const items = page.items.slice(0, MAX_PRODUCTS - written);
    yield items.map(({ slug }) => writePage(origin, `/products/${slug}`)).join('');
    written += items.length;
    cursor = page.nextCursor;
  } while (cursor !== null && written < MAX_PRODUCTS);
  yield '</urlset>\n';
}
