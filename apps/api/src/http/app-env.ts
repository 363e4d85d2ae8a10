import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

export interface AppEnv {
  /** Values that middlewares set for the handlers. */
  Variables: { requestId: string };
  /** Node's request and response, when Node serves the app. */
  Bindings: Partial<HttpBindings>;
}

/** Returns the remote address of the socket; undefined when it is closed or there is none. */
export function socketAddressOf(c: Context<AppEnv>): string | undefined {
  // Hono leaves `env` undefined when its `fetch` is called with the request alone.
  const bindings: Partial<HttpBindings> | undefined = c.env;
  return bindings?.incoming?.socket.remoteAddress;
}
