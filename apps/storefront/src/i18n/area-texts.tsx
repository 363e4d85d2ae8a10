import { type ReactNode, useMemo } from 'react';
import { IntlProvider, useMessages } from 'use-intl';
import { type AreaTexts, messagesOf } from './texts.ts';
import { useLocale } from './use-locale.ts';

interface Props {
  readonly texts: AreaTexts;
  readonly children: ReactNode;
}

/**
 * Adds the texts of an area to those of the shell, so that its components can use both:
 * `useTranslations('catalog')`. An area's texts are loaded with its pages.
 */
export function AreaTextsProvider({ texts, children }: Props) {
  const locale = useLocale();
  const outer = useMessages();
  const messages = useMemo(
    () => ({ ...outer, ...messagesOf(texts, locale) }),
    [outer, texts, locale],
  );
  return (
    <IntlProvider locale={locale} messages={messages}>
      {children}
    </IntlProvider>
  );
}
