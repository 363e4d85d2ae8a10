import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import type { Locale } from '../i18n/locale.ts';
import { documents as documentsEn } from '../messages/documents.en.ts';
import { documents as documentsEs } from '../messages/documents.es.ts';
import type { en } from '../messages/en.ts';
import { totals as totalsEn } from '../messages/totals.en.ts';
import { totals as totalsEs } from '../messages/totals.es.ts';

const TEXTS = {
  en: { documents: documentsEn, totals: totalsEn },
  es: { documents: documentsEs, totals: totalsEs },
} as const;

export interface DocumentTextsProps {
  readonly locale: Locale;
  readonly children: ReactNode;
}

/** Writes a document in the language of its reader, which is not always that of the page. */
export function DocumentTexts({ locale, children }: DocumentTextsProps) {
  // Documents use their own texts alone; the English ones are the type of both languages.
  const messages = TEXTS[locale] as typeof en;
  return (
    <IntlProvider locale={locale} messages={messages}>
      {children}
    </IntlProvider>
  );
}
