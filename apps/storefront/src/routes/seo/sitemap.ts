import { readCategories } from '../../api/categories.ts';
import { renderContext } from '../../api/render-context.ts';
import { apiContext } from '../../api/server.ts';
import { writeSitemap } from '../../seo/write-sitemap.ts';
import type { Route } from './+types/sitemap.ts';

/** Products of one call. */
const LIMIT = 100;

/** The addresses of all pages for search engines. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const api = context.get(apiContext);
  const types = await readCategories(api);
  const parts = writeSitemap({
    origin: context.get(renderContext).publicUrl ?? url.origin,
    paths: [
      '/',
      '/products',
      '/contact',
      ...types.map((type) => `/products?type=${encodeURIComponent(type)}`),
    ],
    listProducts: (cursor) =>
      api.catalog.list.query({ limit: LIMIT, ...(cursor !== null && { cursor }) }),
  });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void parts.return(undefined),
  });
  return new Response(body, {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
    },
  });
}
