import type { Context } from 'hono';
import type { Cacheable } from './caching/cacheable.ts';

/** The part of Node's request that is read. */
interface NodeBindings {
  readonly incoming: { readonly socket: { readonly remoteAddress?: string | undefined } };
}

export interface AppEnv {
  /** Values that middlewares set for the handlers. */
  Variables: { requestId: string; cacheable?: Cacheable };
  /** Node's request, when Node serves the app. */
  Bindings: Partial<NodeBindings>;
}

/** Returns the remote address of the socket; undefined when it is closed or there is none. */
export function socketAddressOf(c: Context<AppEnv>): string | undefined {
  // Hono leaves `env` undefined when its `fetch` is called with the request alone.
  const bindings: Partial<NodeBindings> | undefined = c.env;
  return bindings?.incoming?.socket.remoteAddress;
}
