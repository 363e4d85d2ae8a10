import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

export interface AppEnv {
  /** What the middlewares leave for the handlers. */
  Variables: { requestId: string };
  /** Node's own objects, where the app is served by Node. */
  Bindings: Partial<HttpBindings>;
}

/** Who is at the other end of the socket; undefined when it is gone or there is none. */
export function socketAddressOf(c: Context<AppEnv>): string | undefined {
  // Hono leaves `env` undefined when its `fetch` is called with the request alone.
  const bindings: Partial<HttpBindings> | undefined = c.env;
  return bindings?.incoming?.socket.remoteAddress;
}
