import { type ReactNode, useState } from 'react';
import { Form, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { withoutLocale } from '../i18n/locales.ts';
import { useLocalePath } from '../i18n/use-locale.ts';
import { SearchIcon } from './icons.tsx';

/**
 * The search of the header, which leads to the list; the list has its own. Suggestions are loaded when
 * the field is used: pages have no room for them, and the search works without.
 */
export function HeaderSearch({ className = '' }: { readonly className?: string }) {
  const t = useTranslations('shell.search');
  const inLanguage = useLocalePath();
  const [suggestions, setSuggestions] = useState<ReactNode>();
  const isList = withoutLocale(useLocation().pathname) === '/products';
  if (isList) return null;
  return (
    <Form action={inLanguage('/products')} role="search" className={`relative ${className}`}>
      <SearchIcon className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
      <input
        type="search"
        name="q"
        aria-label={t('label')}
        placeholder={t('placeholder')}
        enterKeyHint="search"
        onFocus={({ currentTarget }) =>
          import('../suggestions/search-suggestions.tsx').then(
            ({ SearchSuggestions }) => setSuggestions(<SearchSuggestions field={currentTarget} />),
            () => {},
          )
        }
        className="h-10 w-full rounded-full border border-border-strong bg-surface pr-4 pl-9 text-base hover:border-muted sm:text-sm"
      />
      {suggestions}
    </Form>
  );
}
