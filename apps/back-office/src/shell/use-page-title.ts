import { useEffect } from 'react';
import { useTranslations } from 'use-intl';

/** Names the page in the browser's tab and history. */
export function usePageTitle(title: string): void {
  const t = useTranslations('shell');
  const name = t('name');
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
}
