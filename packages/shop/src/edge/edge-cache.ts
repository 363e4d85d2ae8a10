/** A cache in front of the shop that forgets answers by their tags. */
export interface EdgeCache {
  /** Most tags of one request. */
  readonly maxTags: number;
  /** Forgets the answers with these tags, or all answers. Rejects when the cache does not confirm it. */
  purge(tags: readonly string[] | 'everything', signal?: AbortSignal): Promise<void>;
}

export interface EdgeCacheOptions {
  /** Address of the purge, such as `https://api.cloudflare.com/client/v4/zones/<zone>/purge_cache`. */
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token: string;
  readonly fetch?: typeof fetch;
}

/** Most tags that Cloudflare accepts in one request. */
const MAX_TAGS = 30;

const TIMEOUT_MS = 15_000;

/** Characters of an answer that a failure repeats. */
const MAX_ANSWER = 300;

/** Creates the client of a cache with Cloudflare's interface. */
export function createEdgeCache({ url, token, fetch: send = fetch }: EdgeCacheOptions): EdgeCache {
  return {
    maxTags: MAX_TAGS,
    async purge(tags, signal) {
      const timeout = AbortSignal.timeout(TIMEOUT_MS);
      const response = await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(tags === 'everything' ? { purge_everything: true } : { tags }),
        redirect: 'error',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      const answer = (await response.text()).slice(0, MAX_ANSWER);
      if (!response.ok)
        throw new Error(`The purge was answered with ${response.status}: ${answer}`);
    },
  };
}
