import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Miniflare, Response as WorkerResponse } from 'miniflare';

const WORKER = fileURLToPath(new URL('../worker.ts', import.meta.url));

/** Bundles the Worker as its build does. */
async function bundleWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [WORKER],
    bundle: true,
    platform: 'neutral',
    format: 'esm',
    write: false,
    conditions: ['@trastienda/source'],
  });
  return outputFiles[0]?.text ?? '';
}

/** The cache of the Worker, as its host sees it. */
interface StoredCache {
  match(url: string): Promise<{ readonly headers: Headers } | undefined>;
  put(url: string, response: WorkerResponse): Promise<void>;
}

export interface Edge {
  readonly url: string;
  /** Headers of the answer that is stored under a URL of the server; null for none. */
  storedHeaders(url: string): Promise<Readonly<Record<string, string>> | null>;
  /** Stores a body with such headers, as another instance of the Worker would. */
  store(url: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

export interface EdgeOptions {
  /** URL of the server. */
  readonly origin: string;
  /** Value of the binding `PAGE_ORIGINS`. */
  readonly pageOrigins?: string;
}

/** Starts the Worker in workerd, on a free port. */
export async function startEdge({ origin, pageOrigins = '' }: EdgeOptions): Promise<Edge> {
  const miniflare = new Miniflare({
    modules: true,
    script: await bundleWorker(),
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['enable_request_signal'],
    bindings: { ORIGIN: origin, PAGE_ORIGINS: pageOrigins },
    host: '127.0.0.1',
    port: 0,
  });
  const url = await miniflare.ready;
  const openCache = async (): Promise<StoredCache> =>
    Reflect.get(await miniflare.getCaches(), 'default');
  return {
    url: url.origin,
    async storedHeaders(stored) {
      const found = await (await openCache()).match(stored);
      return found === undefined ? null : Object.fromEntries(found.headers.entries());
    },
    async store(stored, body, headers) {
      await (await openCache()).put(stored, new WorkerResponse(JSON.stringify(body), { headers }));
    },
    stop: () => miniflare.dispose(),
  };
}
