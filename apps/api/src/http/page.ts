import type { Hono, MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';

/** Where pages for developers are; what follows the first segment below it may be a secret. */
export const DEVELOPER_PATH = '/dev';

/** A page for people, which the app serves beside the API. */
export interface Page {
  readonly path: string;
  readonly routes: Hono<AppEnv>;
  /** Sets headers; runs around all other middlewares. */
  readonly headers: MiddlewareHandler<AppEnv>;
}

/** Files for pages of any origin, which browsers may keep: no middleware runs for them. */
export interface Assets {
  readonly path: string;
  readonly routes: Hono<AppEnv>;
}
