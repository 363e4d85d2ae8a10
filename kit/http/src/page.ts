import type { Hono, MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';

/** A page for browsers, which the app serves beside the API. */
export interface Page {
  readonly path: string;
  readonly routes: Hono<AppEnv>;
  /** Sets headers; wraps all other middlewares. */
  readonly headers: MiddlewareHandler<AppEnv>;
}

/** Static files for pages of any origin, cacheable by browsers; bypass all middlewares. */
export interface Assets {
  readonly path: string;
  readonly routes: Hono<AppEnv>;
}
