import { initTRPC } from '@trpc/server';
import type { RouterContext } from './context.ts';
import { formatError } from './errors/error-shape.ts';

export const t = initTRPC
  .context<RouterContext>()
  // `access` is what a procedure demands of its caller: `public`, `own` for anybody who is signed
  // in, `buyer` for a guest as well, or a permission; `recent`, that the sign-in is fresh. `access`
  // is no narrower than a string because clients' declarations would then import the permissions.
  .meta<{ access: string; recent?: boolean }>()
  .create({ isDev: false, errorFormatter: formatError });
