import type { Context } from 'hono';
import type { Cacheable } from './caching/cacheable.ts';
import type { RequestBindings } from './serving/open-port.ts';

export interface AppEnv {
  /** Values that middlewares set for the handlers. */
  Variables: { requestId: string; cacheable?: Cacheable };
  Bindings: RequestBindings;
}

/** Returns the remote address of the socket; undefined when it is closed or there is none. */
export function socketAddressOf(c: Context<AppEnv>): string | undefined {
  // Hono leaves `env` undefined when its `fetch` is called with the request alone.
  const bindings: RequestBindings | undefined = c.env;
  return bindings?.socketAddress;
}
