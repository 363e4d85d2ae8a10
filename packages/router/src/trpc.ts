import { initTRPC } from '@trpc/server';
import type { RouterContext } from './context.ts';
import { formatError } from './errors/error-shape.ts';
import { nameInputFaults } from './errors/input-messages.ts';

nameInputFaults();

export const t = initTRPC
  .context<RouterContext>()
  // What a procedure declares besides its input and output. It is written out here, and `access` is
  // no narrower than a string, because clients' declarations would otherwise import the types.
  .meta<{
    /**
     * What the caller needs: `public`, `own` for anybody who is signed in, `buyer` for a guest as
     * well, or a permission.
     */
    access?: string;
    /** The sign-in must be fresh. */
    recent?: boolean;
    /** Points that a call takes from its caller's allowance; 1 unless it says so. */
    cost?: number;
    /** Stricter limits that its calls count towards as well. */
    limits?: readonly ('auth' | 'secrets' | 'catalogImport' | 'stockImport' | 'checkout')[];
    /** Accepts form data in place of JSON. */
    takesForm?: boolean;
  }>()
  .create({ isDev: false, errorFormatter: formatError });
