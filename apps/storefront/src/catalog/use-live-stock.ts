import { useEffect, useState } from 'react';

/** Number of SKUs that one stream tells of. */
const MOST_SKUS = 200;

/** How long after the page was shown the stream begins: pictures and scripts come first. */
const DELAY_MS = 1500;

/**
 * Returns whether SKUs can be bought now, as far as the server has told since the page was shown. The client
 * of the API is loaded for it, after the page.
 */
export function useLiveStock(skus: readonly string[]): ReadonlyMap<string, boolean> {
  const [known, setKnown] = useState<ReadonlyMap<string, boolean>>(new Map());
  const key = skus.slice(0, MOST_SKUS).join('\n');

  useEffect(() => {
    let stop = () => {};
    const start = async () => {
      const { watchStock } = await import('./watch-stock.ts');
      if (!isEnded) {
        stop = watchStock(key.split('\n'), (sku, isAvailable) =>
          setKnown((before) => new Map(before).set(sku, isAvailable)),
        );
      }
    };
    let isEnded = false;
    const timer = setTimeout(start, DELAY_MS);
    return () => {
      isEnded = true;
      clearTimeout(timer);
      stop();
    };
  }, [key]);

  return known;
}
