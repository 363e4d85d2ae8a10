import { type ReactNode, use, useDeferredValue } from 'react';
import { IntlProvider } from 'use-intl';
import { useStored } from '../browser/use-stored.ts';
import type { en } from '../messages/en.ts';
import { type Locale, locale as storedLocale } from './locale.ts';
import type { Translation } from './translation.ts';

type Messages = Translation<typeof en>;

const LOADERS: Readonly<Record<Locale, () => Promise<Messages>>> = {
  en: () => import('../messages/en.ts').then((module) => module.en),
  es: () => import('../messages/es.ts').then((module) => module.es),
};

/** Languages that were loaded: React needs the same promise in each attempt to render. */
const loaded = new Map<Locale, Promise<Messages>>();

function loadMessages(locale: Locale): Promise<Messages> {
  const known = loaded.get(locale) ?? LOADERS[locale]();
  loaded.set(locale, known);
  return known;
}

/** Gives the pages their texts. Suspends until those of the language are loaded. */
export function LocaleProvider({ children }: { readonly children: ReactNode }) {
  // The page stays as it is, with what has the focus, until the texts of another language are there.
  const locale = useDeferredValue(useStored(storedLocale));
  const messages = use(loadMessages(locale));
  return (
    // The English texts are the type of all languages, as literals: those of another differ by value.
    <IntlProvider locale={locale} messages={messages as typeof en}>
      {children}
    </IntlProvider>
  );
}
