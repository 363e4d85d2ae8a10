import { LRUCache } from 'lru-cache';

/** A page, cut where its nonce stood. */
interface KeptPage {
  readonly headers: Headers;
  readonly pieces: readonly string[];
}

export interface RenderedPage {
  readonly response: Response;
  /** Returns whether the page is the same for another visitor but for its nonce; asked when it is written. */
  readonly isShared: () => boolean;
}

export interface PageCache {
  /**
   * Returns the page of a key with this nonce, rendered at most `PAGE_LIFETIME_MS` ago. Requests that
   * come while it is rendered wait for it. A page that is not shared is rendered for each request.
   */
  show(key: string, nonce: string, render: () => Promise<RenderedPage>): Promise<Response>;
}

/** As long as caches may show a product by the contract of its procedure: it has its stock. */
export const PAGE_LIFETIME_MS = 10_000;

const MAX_BYTES = 32 * 1024 * 1024;

/** Largest size of a character in memory. */
const CHARACTER_BYTES = 2;

/** Creates a cache of pages in the memory of this process; `now` is a clock in milliseconds. */
export function createPageCache(now: () => number = () => performance.now()): PageCache {
  const pages = new LRUCache<string, KeptPage>({
    ttl: PAGE_LIFETIME_MS,
    ttlResolution: 0,
    perf: { now },
    maxSize: MAX_BYTES,
    sizeCalculation: ({ pieces }, key) =>
      CHARACTER_BYTES * pieces.reduce((sum, { length }) => sum + length, key.length),
  });
  /** Pages that are being rendered; null for one that turns out not to be shared. */
  const flights = new Map<string, Promise<KeptPage | null>>();

  /** Renders a page, and keeps it if it is shared; returns it as it is otherwise. */
  async function renderAndKeep(
    key: string,
    nonce: string,
    render: () => Promise<RenderedPage>,
  ): Promise<KeptPage | Response> {
    const { response, isShared } = await render();
    if (!isShared() || response.status !== 200) return response;
    const html = await response.text();
    const { headers } = response;
    if (!isShared()) return new Response(html, { headers });
    const page = { headers, pieces: html.split(nonce) };
    pages.set(key, page);
    return page;
  }

  const withNonce = ({ headers, pieces }: KeptPage, nonce: string) =>
    new Response(pieces.join(nonce), { headers: new Headers(headers) });

  return {
    async show(key, nonce, render) {
      // One that fails, as when its visitor leaves, fails for no other visitor.
      const underway = flights.get(key)?.catch(() => null);
      // Without a pause where there is nothing to wait for: another request would begin the same.
      const known = pages.get(key) ?? (underway && (await underway));
      if (known) return withNonce(known, nonce);
      const rendered = renderAndKeep(key, nonce, render);
      const flight = rendered.then((page) => (page instanceof Response ? null : page));
      flight.catch(() => {});
      flights.set(key, flight);
      try {
        const page = await rendered;
        return page instanceof Response ? page : withNonce(page, nonce);
      } finally {
        if (flights.get(key) === flight) flights.delete(key);
      }
    },
  };
}
