/** The part of the Cache API that is used. */
export interface EdgeCache {
  match(key: Request): Promise<Response | undefined>;
  put(key: Request, response: Response): Promise<void>;
  delete(key: Request): Promise<boolean>;
}

/** What a Worker gets with a request. */
export interface WorkerContext {
  /** Keeps the Worker alive until the work has ended. */
  waitUntil(work: Promise<unknown>): void;
}

interface WorkerCaches {
  readonly default: EdgeCache;
}

/** Returns the cache that the Worker shares with its zone: purges of the zone reach it. */
export function defaultCache(): EdgeCache {
  const caches: WorkerCaches = Reflect.get(globalThis, 'caches');
  return caches.default;
}
