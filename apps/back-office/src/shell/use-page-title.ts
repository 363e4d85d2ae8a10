import { useEffect } from 'react';
import { useShopName } from './use-shop-name.ts';

/** Names the page in the browser's tab and history. */
export function usePageTitle(title: string): void {
  const name = useShopName();
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
}
