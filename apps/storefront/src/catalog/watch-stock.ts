import { browserApi } from '../api/browser.ts';

/**
 * Tells whether SKUs can be bought: at first, and whenever it changes. Pauses while the page is hidden: over
 * HTTP/1.1, all tabs of a browser share six connections.
 */
export function watchStock(
  skus: string[],
  onNews: (sku: string, isAvailable: boolean) => void,
): () => void {
  let stream: { unsubscribe(): void } | undefined;

  const follow = () => {
    if (document.hidden) {
      stream?.unsubscribe();
      stream = undefined;
      return;
    }
    stream ??= browserApi().catalog.watchStock.subscribe(
      { skus },
      {
        onData: ({ data: { stock } }) => stock !== null && onNews(stock.sku, stock.isAvailable),
        // The page keeps what it knows.
        onError() {},
      },
    );
  };

  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    stream?.unsubscribe();
  };
}
