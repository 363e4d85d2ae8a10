import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import type { Locale } from '../i18n/locale.ts';
import { documents as documentsEn } from '../messages/documents.en.ts';
import { documents as documentsEs } from '../messages/documents.es.ts';
import type { en } from '../messages/en.ts';

const TEXTS = { en: documentsEn, es: documentsEs } as const;

export interface DocumentTextsProps {
  readonly locale: Locale;
  readonly children: ReactNode;
}

/** Writes a document in the language of its reader, which is not always that of the page. */
export function DocumentTexts({ locale, children }: DocumentTextsProps) {
  // Documents use their own texts alone; the English ones are the type of both languages.
  const messages = { documents: TEXTS[locale] } as typeof en;
  return (
    <IntlProvider locale={locale} messages={messages}>
      {children}
    </IntlProvider>
  );
}
