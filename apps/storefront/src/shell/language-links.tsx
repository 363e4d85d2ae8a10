import { Link, useLocation } from 'react-router';
import { LOCALES, type Locale, localizePath, withoutLocale } from '../i18n/locales.ts';
import { useLocale } from '../i18n/use-locale.ts';

/** Each language under its own name, for people who read no other. */
const NAMES: Readonly<Record<Locale, string>> = { es: 'Español', en: 'English' };

/** Links to the page in the other languages. */
export function LanguageLinks() {
  const { pathname, search } = useLocation();
  const current = useLocale();
  return (
    <ul className="space-y-2 text-muted text-sm">
      {LOCALES.map((locale) => (
        <li key={locale}>
          <Link
            to={localizePath(withoutLocale(pathname), locale) + search}
            lang={locale}
            hrefLang={locale}
            preventScrollReset
            aria-current={locale === current ? 'true' : undefined}
            className="rounded-xs transition-colors hover:text-text aria-[current]:font-semibold aria-[current]:text-text"
          >
            {NAMES[locale]}
          </Link>
        </li>
      ))}
    </ul>
  );
}
