import { initTRPC } from '@trpc/server';
import type { RouterContext } from './context.ts';
import { formatError } from './errors/error-shape.ts';

export const t = initTRPC
  .context<RouterContext>()
  // `access` is what a procedure demands of its caller: `public` or a permission. It is no
  // narrower than a string because clients' declarations would then import the permissions.
  .meta<{ access: string }>()
  .create({ isDev: false, errorFormatter: formatError });
