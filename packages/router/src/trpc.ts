import { initTRPC } from '@trpc/server';
import type { RouterContext } from './context.ts';
import { formatError } from './errors/error-shape.ts';
import { setInputMessages } from './errors/input-messages.ts';

setInputMessages();

export const t = initTRPC
  .context<RouterContext>()
  // Metadata that a procedure declares besides input and output. The types are written out here,
  // and `access` is a plain string, because clients' declarations would otherwise import them.
  .meta<{
    /**
     * Required access: `public`, `own` for any signed-in account, `buyer` also for a guest, or a
     * permission.
     */
    access?: string;
    /** Whether the sign-in must be recent. */
    recent?: boolean;
    /** Cost of a call in points; 1 by default. */
    cost?: number;
    /** Stricter limits that also count its calls. */
    limits?: readonly ('auth' | 'secrets' | 'catalogImport' | 'stockImport' | 'checkout')[];
    /** Whether it accepts form data instead of JSON. */
    takesForm?: boolean;
  }>()
  .create({ isDev: false, errorFormatter: formatError });
