import { useLocation } from 'react-router';
import { DEFAULT_LOCALE, LOCALES, localizePath, withoutLocale } from '../i18n/locales.ts';
import { useLocale } from '../i18n/use-locale.ts';
import { useShellData } from '../shell/shell-data.ts';

/** Names of languages in the Open Graph protocol. */
const OPEN_GRAPH_LOCALES = { es: 'es_ES', en: 'en_US' } as const;

export interface PageHeadProps {
  /** Title without the shop's name, which is added; absent on the home page. */
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** False for pages that search engines should leave out, as those of one visitor. */
  readonly isIndexed?: boolean;
  /** The part of the query that makes another page: `?tag=lino`. */
  readonly query?: string;
  readonly image?: { readonly url: string; readonly alt: string | null } | null | undefined;
  readonly type?: 'website' | 'product';
}

/**
 * Title, description, address in each language and preview of a page. React moves the elements into
 * the head; the texts come from the page's translations, which `meta` of a route cannot read.
 */
export function PageHead({
  title,
  description,
  isIndexed = true,
  query = '',
  image,
  type = 'website',
}: PageHeadProps) {
  const locale = useLocale();
  const { pathname } = useLocation();
  const { name = '', origin } = useShellData() ?? {};
  const fullTitle = [title, name].filter(Boolean).join(' · ');
  const path = withoutLocale(pathname);
  const addressIn = (one: (typeof LOCALES)[number]) => origin + localizePath(path, one) + query;
  return (
    <>
      <title>{fullTitle}</title>
      {description && <meta name="description" content={description} />}
      {!isIndexed && <meta name="robots" content="noindex" />}
      {isIndexed && origin !== undefined && (
        <>
          <link rel="canonical" href={addressIn(locale)} />
          {LOCALES.map((one) => (
            <link key={one} rel="alternate" hrefLang={one} href={addressIn(one)} />
          ))}
          <link rel="alternate" hrefLang="x-default" href={addressIn(DEFAULT_LOCALE)} />
          <meta property="og:type" content={type} />
          <meta property="og:site_name" content={name} />
          <meta property="og:locale" content={OPEN_GRAPH_LOCALES[locale]} />
          <meta property="og:title" content={title ?? name} />
          <meta property="og:url" content={addressIn(locale)} />
          {description && <meta property="og:description" content={description} />}
          {image && <meta property="og:image" content={new URL(image.url, origin).href} />}
          {image?.alt && <meta property="og:image:alt" content={image.alt} />}
        </>
      )}
    </>
  );
}
