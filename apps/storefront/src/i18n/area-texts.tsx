import { type ReactNode, useMemo } from 'react';
import { IntlProvider, type Messages, useMessages } from 'use-intl';
import type { AreaTexts } from './text-types.ts';
import { messagesOf, parseTexts } from './texts.ts';
import { useLocale } from './use-locale.ts';

interface MoreTextsProps {
  readonly more: Partial<Messages>;
  readonly children: ReactNode;
}

function MoreTexts({ more, children }: MoreTextsProps) {
  const locale = useLocale();
  const outer = useMessages();
  const messages = useMemo(() => ({ ...outer, ...more }), [outer, more]);
  return (
    <IntlProvider locale={locale} messages={messages}>
      {children}
    </IntlProvider>
  );
}

interface Props {
  readonly texts: AreaTexts;
  readonly children: ReactNode;
}

/**
 * Adds the texts of an area to those of the shell, so that its components can use both:
 * `useTranslations('account')`. An area's texts are loaded with its pages.
 */
export function AreaTextsProvider({ texts, children }: Props) {
  const locale = useLocale();
  return <MoreTexts more={messagesOf(texts, locale)}>{children}</MoreTexts>;
}

/**
 * Returns the texts that a loader has sent (`toTextsJson`), or on the server, which has all languages, those of
 * the bundle; `texts` is null in browsers.
 */
export function useLoadedTexts(texts: AreaTexts | null, json: string): Messages {
  const locale = useLocale();
  return useMemo(
    () => (texts === null ? parseTexts(json) : messagesOf(texts, locale)),
    [texts, json, locale],
  );
}

interface LoadedProps {
  /** The texts on the server, which has all languages; null in browsers. */
  readonly texts: AreaTexts | null;
  /** The texts in the language of the page, as the loader has sent them. */
  readonly json: string;
  readonly children: ReactNode;
}

/**
 * Adds the texts that a loader has sent (`toTextsJson`), in place of those of the bundle: one language
 * in the page, not every language in its scripts. For areas whose first load counts.
 */
export function LoadedTextsProvider({ texts, json, children }: LoadedProps) {
  const more = useLoadedTexts(texts, json);
  return <MoreTexts more={more}>{children}</MoreTexts>;
}
