import { renderContext } from '../../api/render-context.ts';
import { LOCALES, localizePath } from '../../i18n/locales.ts';
import type { Route } from './+types/robots.ts';

/** Pages of one visitor, and searches, of which there are endlessly many. */
const PRIVATE = ['/cart', '/checkout', '/account', '/orders', '/sign-in', '/products?*q='];

/** Says which pages search engines may read. */
export function loader({ context, url }: Route.LoaderArgs) {
  const origin = context.get(renderContext).publicUrl ?? url.origin;
  const disallowed = PRIVATE.flatMap((path) =>
    LOCALES.map((locale) => `Disallow: ${localizePath(path, locale)}`),
  );
  const lines = ['User-agent: *', ...disallowed, '', `Sitemap: ${origin}/sitemap.xml`, ''];
  return new Response(lines.join('\n'), {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    },
  });
}
