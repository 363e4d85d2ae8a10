import type { RouterOutputs } from '@trastienda/shop-client';
import { useEffect, useState } from 'react';

/** How long typing pauses before the server is asked. */
const PAUSE_MS = 150;
const MAX_PRODUCTS = 6;
/** Characters of a search that count. */
const MAX_LENGTH = 100;

export type Suggestions = RouterOutputs['catalog']['suggest'];

const NONE: Suggestions = { products: [], values: [] };

/** Returns what continues a text; the last answer while the next one is on its way. */
export function useSuggestions(text: string): Suggestions {
  const [suggestions, setSuggestions] = useState(NONE);
  const typed = text.replace(/\s+/g, ' ').trim().slice(0, MAX_LENGTH).trim();
  useEffect(() => {
    if (typed === '') {
      setSuggestions(NONE);
      return;
    }
    const aborting = new AbortController();
    const { signal } = aborting;
    const timer = setTimeout(() => {
      import('../api/browser.ts')
        .then(({ browserApi }) =>
          browserApi().catalog.suggest.query({ text: typed, limit: MAX_PRODUCTS }, { signal }),
        )
        .then((found) => {
          if (!signal.aborted) setSuggestions(found);
        })
        .catch(() => {
          // Without suggestions the search is as it was.
          if (!signal.aborted) setSuggestions(NONE);
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      aborting.abort();
    };
  }, [typed]);
  return suggestions;
}
