import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** Id of the element with the content of the page. */
export const CONTENT_ID = 'content';

/**
 * Moves the focus to the content when another page is shown, as a browser does that loads one. The
 * first page keeps the focus where the browser has it, and so does a page whose query changes.
 */
export function useFocusOnNavigation(): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    ref.current?.focus({ preventScroll: true });
  }, [pathname]);
  return ref;
}
